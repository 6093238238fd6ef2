package dev.midwatch.skills.k8s.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WarningEventsTest {
    private final CheckRun check = CheckRun.of(new WarningEvents());

    private static String pod(String status) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: web-1
                  namespace: shop
                  uid: p1
                  ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: web, uid: s1, controller: true}]
                status: {%s}
                """.formatted(status);
    }

    private static String event(String type, String kind, String name, String reason, int count, String last) {
        return """
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: %s-%s, namespace: shop}
                involvedObject: {kind: %s, namespace: shop, name: %s}
                type: %s
                reason: %s
                message: something about %s
                count: %d
                firstTimestamp: "2026-01-02T11:00:00Z"
                lastTimestamp: "2026-01-02T%s:00Z"
                """.formatted(name, reason.toLowerCase(Locale.ROOT), kind, name, type, reason, reason, count, last);
    }

    @Test
    void groupsTheEventsOfAWorkloadAndLetsAnyOtherFindingExplainThem() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(pod("phase: Pending")
                + event("Warning", "Pod", "web-1", "FailedMount", 6, "11:55")
                + event("Warning", "Pod", "web-1", "FailedSync", 3, "11:58"));

        Finding finding = check.findings(cluster).get(0);

        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.owner().toString()).isEqualTo("StatefulSet shop/web");
        assertThat(finding.summary()).isEqualTo("StatefulSet shop/web has warning events about volumes, pod life");
        assertThat(finding.evidence()).containsEntry("volumes", "FailedMount 6 times");
        assertThat(finding.dependsOn()).extracting(Object::toString).contains("StatefulSet shop/web", "Pod shop/web-1");
    }

    @Test
    void reportsEventsOfKindsItDoesNotKnow() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(
                        event("Warning", "HorizontalPodAutoscaler", "web", "FailedGetScale", 9, "11:55"))))
                .containsExactly("WarningEvents");
    }

    @Test
    void isSilentAboutFewOldAndNormalEvents() throws ClusterException {
        String pending = pod("phase: Pending");

        assertThat(check.reasons(FakeCluster.of(pending + event("Warning", "Pod", "web-1", "FailedMount", 4, "11:55"))))
                .isEmpty();
        assertThat(check.reasons(
                        FakeCluster.of(pending + event("Warning", "Pod", "web-1", "FailedMount", 40, "11:30"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(pending + event("Normal", "Pod", "web-1", "Pulled", 40, "11:55"))))
                .isEmpty();
    }

    @Test
    void isSilentAboutPodsThatAreGoneDoneOrWellAgain() throws ClusterException {
        String event = event("Warning", "Pod", "web-1", "FailedMount", 40, "11:55");
        String well = pod("phase: Running, conditions: [{type: Ready, status: \"True\"}]");

        assertThat(check.reasons(FakeCluster.of(event))).isEmpty();
        assertThat(check.reasons(FakeCluster.of(pod("phase: Succeeded") + event)))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(well + event))).isEmpty();
    }

    @Test
    void isSilentAboutTheFirstMinutesOfAProgram() throws ClusterException {
        String begun =
                event("Warning", "Pod", "web-1", "Unhealthy", 12, "11:59").replace("11:00:00", "11:57:00");

        assertThat(check.reasons(FakeCluster.of(pod("phase: Running") + begun))).isEmpty();
        assertThat(check.reasons(FakeCluster.of(pod("phase: Running") + begun.replace("11:57:00", "11:40:00"))))
                .containsExactly("WarningEvents");
    }

    @Test
    void namesEachObjectOnceHoweverMuchItsEventsKnowOfIt() throws ClusterException {
        String bare = pod("phase: Pending").replaceAll("(?m)^ *ownerReferences.*\n", "");
        String event = event("Warning", "Pod", "web-1", "FailedMount", 6, "11:55");

        assertThat(check.findings(FakeCluster.of(bare
                                + event
                                + event.replace("name: web-1-failedmount", "name: other")
                                        .replace("name: web-1}", "name: web-1, apiVersion: v1, uid: p1}")))
                        .get(0)
                        .dependsOn())
                .extracting(ObjectRef::key)
                .doesNotHaveDuplicates();
    }
}
