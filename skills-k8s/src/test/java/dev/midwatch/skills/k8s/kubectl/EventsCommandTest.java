package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Kubectl.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class EventsCommandTest {
    private final FakeCluster cluster = FakeCluster.of("""
            apiVersion: v1
            kind: Event
            metadata: {name: b, namespace: shop}
            involvedObject: {kind: Pod, name: web-1, uid: u1}
            type: Warning
            reason: BackOff
            message: "Back-off restarting failed container\\n"
            count: 5
            firstTimestamp: "2026-01-02T11:50:00Z"
            lastTimestamp: "2026-01-02T11:59:30Z"
            source: {component: kubelet}
            ---
            apiVersion: v1
            kind: Event
            metadata: {name: a, namespace: shop}
            involvedObject: {kind: Pod, name: web-1, uid: an-earlier-one}
            type: Normal
            reason: Scheduled
            message: Successfully assigned
            eventTime: "2026-01-02T11:40:00.123456Z"
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: web-1, namespace: shop, uid: u1}}
            """);

    @Test
    void readAsInKubectlOldestFirst() throws Exception {
        assertThat(text(cluster, "events -n shop")).isEqualTo("""
                LAST SEEN           TYPE      REASON      OBJECT      MESSAGE
                19m                 Normal    Scheduled   Pod/web-1   Successfully assigned
                30s (x5 over 10m)   Warning   BackOff     Pod/web-1   Back-off restarting failed container
                """);
    }

    @Test
    void canBeNarrowed() throws Exception {
        assertThat(text(cluster, "events -A --types=warning --no-headers"))
                .isEqualTo(
                        "shop   30s (x5 over 10m)   Warning   BackOff   Pod/web-1   Back-off restarting failed container\n");
        assertThat(text(cluster, "events -n shop --for pod/web-1")).contains("BackOff");
        assertThat(text(cluster, "events -n shop --for deploy/web-1")).isEqualTo("No events found in shop namespace.");
        assertThat(text(cluster, "events")).isEqualTo("No events found in default namespace.");
    }

    @Test
    void ofAnEarlierObjectOfThatNameAreNotDescribed() throws Exception {
        assertThat(text(cluster, "describe pod web-1 -n shop"))
                .contains("Warning  BackOff  30s (x5 over 10m)  kubelet  Back-off restarting failed container")
                .doesNotContain("Scheduled");
    }
}
