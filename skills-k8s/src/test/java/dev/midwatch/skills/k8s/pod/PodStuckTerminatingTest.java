package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class PodStuckTerminatingTest {
    private final CheckRun check = CheckRun.of(new PodStuckTerminating());

    private static FakeCluster leaving(String metadata) {
        return FakeCluster.of(PodYaml.WEB + PodYaml.pod("Running").replace("  uid: p1", "  uid: p1\n  " + metadata));
    }

    @Test
    void reportsAPodThatDoesNotGoAndProposesNoSecondDelete() throws ClusterException {
        Finding finding = check.findings(leaving("deletionTimestamp: \"2026-01-02T11:50:00Z\"")
                        .with("apiVersion: v1\nkind: Node\nmetadata: {name: n1}\n"))
                .get(0);

        assertThat(finding.reason()).isEqualTo("PodStuckTerminating");
        assertThat(finding.cause()).isEqualTo("the kubelet of n1 has not confirmed that its containers are gone");
        assertThat(finding.remedy()).isEmpty();
    }

    @Test
    void namesTheFinalizer() throws ClusterException {
        Finding finding = check.findings(
                        leaving("deletionTimestamp: \"2026-01-02T11:50:00Z\"\n  finalizers: [example.com/guard]"))
                .get(0);

        assertThat(finding.cause()).isEqualTo("it waits for whoever set the finalizer example.com/guard");
    }

    @Test
    void isSilentWithinFiveMinutesOfTheGracePeriodAndAboutPodsThatStay() throws ClusterException {
        assertThat(check.reasons(leaving("deletionTimestamp: \"2026-01-02T11:57:00Z\"")))
                .isEmpty();
        assertThat(check.reasons(leaving("labels: {}"))).isEmpty();
    }

    @Test
    void saysThatTheNodeIsGoneButNotWhenNodesCannotBeSeen() throws ClusterException {
        String other = "---\napiVersion: v1\nkind: Node\nmetadata: {name: n2}\n";
        FakeCluster gone =
                leaving("deletionTimestamp: \"2026-01-02T11:50:00Z\"").with(other);

        assertThat(check.findings(gone).get(0).cause()).isEqualTo("its node n1 is not there any more");
        assertThat(check.findings(gone.forbid(ResourceType.NODES)).get(0).cause())
                .startsWith("the kubelet of n1 has not confirmed");
    }

    @Test
    void quotesTheKubeletAndNamesWhatStillRuns() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(PodYaml.withContainer("state: {running: {}}")
                        .replace("  uid: p1", "  uid: p1\n  deletionTimestamp: \"2026-01-02T11:50:00Z\"")
                + """
                        ---
                        apiVersion: v1
                        kind: Node
                        metadata: {name: n1}
                        ---
                        apiVersion: v1
                        kind: Event
                        metadata: {name: e1, namespace: shop}
                        involvedObject: {kind: Pod, namespace: shop, name: web-1, uid: p1}
                        type: Warning
                        reason: FailedKillPod
                        message: 'error killing pod: context deadline exceeded'
                        """);

        Finding finding = check.findings(cluster).get(0);

        assertThat(finding.cause()).endsWith("are gone: error killing pod: context deadline exceeded");
        assertThat(finding.evidence()).containsEntry("still running", "app");
    }

    @Test
    void givesTheKubeletOfANodeThatHasJustComeBackTimeToCleanUp() throws ClusterException {
        String node = """
                apiVersion: v1
                kind: Node
                metadata: {name: n1}
                status: {conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-01-02T11:%s:00Z"}]}
                """;
        String deleted = "deletionTimestamp: \"2026-01-02T11:20:00Z\"";

        assertThat(check.reasons(leaving(deleted).with(node.formatted("58")))).isEmpty();
        assertThat(check.reasons(leaving(deleted).with(node.formatted("50")))).containsExactly("PodStuckTerminating");
    }
}
