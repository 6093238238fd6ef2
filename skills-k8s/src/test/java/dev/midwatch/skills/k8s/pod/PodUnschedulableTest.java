package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodUnschedulableTest {
    private final CheckRun check = CheckRun.of(new PodUnschedulable());

    private static String pending(String reason, String message, String since) {
        return PodYaml.WEB
                + PodYaml.pod(
                                "Pending",
                                "conditions: [{type: PodScheduled, status: \"False\", reason: %s, message: '%s', lastTransitionTime: \"%s\"}]"
                                        .formatted(reason, message, since))
                        .replace("  nodeName: n1\n", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0/3 nodes are available: 1 node(s) had untolerated taint {a: b}, 2 Insufficient memory. preemption: 0/3 nodes are available: 3 No preemption victims found. | memory",
                "0/3 nodes are available: 3 Insufficient cpu. | cpu",
                "0/3 nodes are available: 3 Insufficient nvidia.com/gpu. | gpu",
                "0/3 nodes are available: 3 node(s) had untolerated taint {dedicated: db}. | taint",
                "0/3 nodes are available: 3 node(s) didn''t match Pod''s node affinity/selector. | affinity",
                "0/3 nodes are available: 3 node(s) didn''t match pod anti-affinity rules. | anti-affinity",
                "0/3 nodes are available: 3 Too many pods. | pods",
                "0/3 nodes are available: 3 node(s) were unschedulable. | cordoned",
                "0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found | volume",
                "0/1 nodes are available: 1 node(s) didn''t match PersistentVolume''s node affinity. | volume",
                "0/3 nodes are available: 1 node(s) had no available volume zone, 2 Insufficient cpu. | volume",
                "0/1 nodes are available: 1 node(s) did not have enough free storage. | volume",
                "0/1 nodes are available: 1 node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s). | volume",
                "no nodes available to schedule pods | no-nodes",
            })
    void classifiesWhatTheSchedulerSays(String message, String causeClass) throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(pending("Unschedulable", message, "2026-01-02T11:00:00Z")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("Unschedulable");
        assertThat(finding.causeClass()).isEqualTo(causeClass);
        assertThat(finding.cause()).doesNotContain("preemption");
    }

    @Test
    void dependsOnTheClaimItWaitsFor() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(pending(
                        "Unschedulable", "pod has unbound immediate PersistentVolumeClaims", "2026-01-02T11:00:00Z")))
                .get(0);

        assertThat(finding.dependsOn())
                .containsExactly(ObjectRef.of(ResourceType.PERSISTENT_VOLUME_CLAIMS, "shop", "data"));
    }

    @Test
    void givesTheAutoscalerTime() throws ClusterException {
        assertThat(check.reasons(
                        FakeCluster.of(pending("Unschedulable", "3 Insufficient cpu", "2026-01-02T11:57:00Z"))))
                .isEmpty();
    }

    @Test
    void givesAGateAnHour() throws ClusterException {
        assertThat(check.reasons(
                        FakeCluster.of(pending("SchedulingGated", "waiting for a gate", "2026-01-02T11:30:00Z"))))
                .isEmpty();
    }

    @Test
    void mentionsAGateThatStaysAndLeavesQueuesAlone() throws ClusterException {
        String gated = pending("SchedulingGated", "waiting for a gate", "2026-01-02T10:30:00Z")
                .replace("spec:\n", "spec:\n  schedulingGates: [{name: example.com/licence}]\n");

        Finding finding = check.findings(FakeCluster.of(gated)).get(0);

        assertThat(finding.reason()).isEqualTo("SchedulingGated");
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.cause()).isEqualTo("whoever set example.com/licence has not lifted it");
        assertThat(check.reasons(FakeCluster.of(gated.replace("example.com/licence", "kueue.x-k8s.io/admission"))))
                .isEmpty();
    }

    @Test
    void reportsAPodThatNoSchedulerLooksAt() throws ClusterException {
        String unseen =
                (PodYaml.WEB + PodYaml.pod("Pending")).replace("  nodeName: n1\n", "  schedulerName: my-scheduler\n");

        Finding finding = check.findings(FakeCluster.of(unseen)).get(0);

        assertThat(finding.causeClass()).isEqualTo("no-scheduler");
        assertThat(finding.cause())
                .isEqualTo("the scheduler my-scheduler is not running, or there is none of that name");
        assertThat(check.reasons(FakeCluster.of(unseen.replace("T10:00:00Z", "T11:58:00Z"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(PodYaml.WEB + PodYaml.pod("Pending"))))
                .as("placed by hand")
                .isEmpty();
    }

    @Test
    void givesTimeToWhoeverUpdatesAClosedNode() throws ClusterException {
        String message =
                "0/2 nodes are available: 1 node(s) didn''t match pod anti-affinity rules, 1 node(s) were unschedulable.";

        assertThat(check.reasons(FakeCluster.of(pending("Unschedulable", message, "2026-01-02T11:48:00Z"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(pending("Unschedulable", message, "2026-01-02T11:44:00Z"))))
                .containsExactly("Unschedulable");
    }

    private static FakeCluster waiting(String message, int pods) {
        FakeCluster cluster = FakeCluster.empty();
        for (int number = 0; number < pods; number++) {
            cluster.with("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web-%d, namespace: shop, creationTimestamp: "2026-01-02T10:00:00Z"}
                    status: {phase: Pending, conditions: [{type: PodScheduled, status: "False", reason: Unschedulable, message: "%s", lastTransitionTime: "2026-01-02T11:0%d:00Z"}]}
                    """.formatted(number, message, number));
        }
        return cluster;
    }

    @Test
    void tellsOnceThatTheClusterIsFull() throws ClusterException {
        Finding first = check.findings(waiting("0/3 nodes are available: 3 Insufficient memory.", 3))
                .get(0);

        assertThat(first.reason()).isEqualTo("ClusterFull");
        assertThat(first.summary()).isEqualTo("3 workloads find no node: no node has enough free memory");
        assertThat(first.since()).contains(java.time.Instant.parse("2026-01-02T11:00:00Z"));
        assertThat(first.evidence()).containsEntry("workloads", "Pod shop/web-0, Pod shop/web-1, Pod shop/web-2");
        assertThat(check.findings(waiting("0/3 nodes are available: 3 Insufficient memory.", 3)))
                .filteredOn(finding -> finding.dependsOn().contains(first.subject()))
                .extracting(Finding::reason)
                .containsExactly("Unschedulable", "Unschedulable", "Unschedulable");
    }

    @Test
    void doesNotTakeTheClusterForFullWhereTwoWaitOrEachForItsOwnReason() throws ClusterException {
        assertThat(check.reasons(waiting("0/3 nodes are available: 3 Insufficient memory.", 2)))
                .containsOnly("Unschedulable");
        assertThat(check.reasons(waiting("0/3 nodes are available: 3 node(s) had untolerated taint {a: b}.", 3)))
                .containsOnly("Unschedulable");
    }

    @Test
    void doesNotTakeTheClusterForFullWhereOneNodeHasNoRoomForWhatEveryNodeRuns() throws ClusterException {
        String message =
                "0/3 nodes are available: 1 Insufficient memory, 2 node(s) didn't satisfy plugin(s) [NodeAffinity].";
        FakeCluster cluster = FakeCluster.empty();
        for (String set : new String[] {"logs", "proxy", "storage"}) {
            cluster.with("""
                    apiVersion: v1
                    kind: Pod
                    metadata:
                      name: %s-1
                      namespace: shop
                      ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: %s, uid: d1, controller: true}]
                    status: {phase: Pending, conditions: [{type: PodScheduled, status: "False", reason: Unschedulable, message: "%s", lastTransitionTime: "2026-01-02T11:00:00Z"}]}
                    """.formatted(set, set, message));
        }

        assertThat(check.findings(cluster))
                .extracting(Finding::summary)
                .containsExactly(
                        "Pod shop/logs-1 finds no room on its node: memory",
                        "Pod shop/proxy-1 finds no room on its node: memory",
                        "Pod shop/storage-1 finds no room on its node: memory");
    }

    @Test
    void saysOfADaemonSetWithoutNodesThatThereAreNone() throws ClusterException {
        FakeCluster cluster = FakeCluster.of("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: logs-1
                  namespace: shop
                  ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: logs, uid: d1, controller: true}]
                status: {phase: Pending, conditions: [{type: PodScheduled, status: "False", reason: Unschedulable, message: "no nodes available to schedule pods", lastTransitionTime: "2026-01-02T11:00:00Z"}]}
                """);

        assertThat(check.findings(cluster))
                .extracting(Finding::summary)
                .containsExactly("Pod shop/logs-1 finds no node: there are no nodes");
    }
}
