package dev.midwatch.skills.k8s.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class DaemonSetPodsTest {
    private final CheckRun check = CheckRun.of(new DaemonSetPods());

    private static String set(int ready, int updated, int misscheduled) {
        return """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: agent, namespace: ops, uid: ds1, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: {updateStrategy: {type: RollingUpdate}}
                status: {desiredNumberScheduled: 3, currentNumberScheduled: 3, numberReady: %d, updatedNumberScheduled: %d, numberMisscheduled: %d}
                """.formatted(ready, updated, misscheduled);
    }

    private static String unready(String since, String nodeReady) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: agent-x
                  namespace: ops
                  ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: agent, uid: ds1, controller: true}]
                spec: {nodeName: n1}
                status: {phase: Running, conditions: [{type: Ready, status: "False", lastTransitionTime: "%s"}]}
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: n1}
                status: {conditions: [{type: Ready, status: "%s"}]}
                """.formatted(since, nodeReady);
    }

    @Test
    void reportsAPodThatIsNotReadyForLong() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(set(2, 3, 0) + unready("2026-01-02T11:00:00Z", "True")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("DaemonSetPodsShort");
        assertThat(finding.cause()).isEqualTo("Pod ops/agent-x on n1 is not ready");
    }

    @Test
    void tellsAnUpdateThatStandsStill() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(set(2, 1, 0) + unready("2026-01-02T11:00:00Z", "True"))))
                .containsExactly("DaemonSetUpdateStuck");
    }

    @Test
    void leavesAPodOnADeadNodeToTheNode() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(set(2, 3, 0) + unready("2026-01-02T11:00:00Z", "Unknown"))))
                .isEmpty();
    }

    @Test
    void isSilentWhileAPodStarts() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(set(2, 1, 0) + unready("2026-01-02T11:58:00Z", "True"))))
                .isEmpty();
    }

    @Test
    void mentionsPodsWhereTheyShouldNotBe() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(set(3, 3, 2)))).containsExactly("DaemonSetMisscheduled");
        assertThat(check.reasons(FakeCluster.of(set(3, 3, 0)))).isEmpty();
    }

    private static String node(String name, String labels, String taints, String ready, String created) {
        return """
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: %s, labels: {%s}, creationTimestamp: "%s"}
                spec: {taints: [%s]}
                status: {conditions: [{type: Ready, status: "%s"}]}
                """.formatted(name, labels, created, taints, ready);
    }

    private static String podOn(String node, String ready, String created) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: agent-%s
                  namespace: ops
                  creationTimestamp: "%s"
                  ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: agent, uid: ds1, controller: true}]
                spec: {nodeName: %s}
                status: {phase: Running, conditions: [{type: Ready, status: "%s", lastTransitionTime: "2026-01-02T11:00:00Z"}]}
                """.formatted(node, created, node, ready);
    }

    @Test
    void saysWhichTaintOrLabelSpeaksAgainstAPod() throws ClusterException {
        String set = set(3, 3, 1).replace("spec: {", "spec: {template: {spec: {nodeSelector: {disk: ssd}}}, ");

        assertThat(check.findings(FakeCluster.of(set(3, 3, 1)
                                + node("n1", "", "{key: gpu, effect: NoSchedule}", "True", "2026-01-01T00:00:00Z")
                                + podOn("n1", "True", "2026-01-01T00:00:00Z")))
                        .get(0)
                        .cause())
                .isEqualTo("n1 has the taint gpu:NoSchedule, which it does not tolerate");
        assertThat(check.findings(FakeCluster.of(set
                                + node("n1", "disk: hdd", "", "True", "2026-01-01T00:00:00Z")
                                + podOn("n1", "True", "2026-01-01T00:00:00Z")))
                        .get(0)
                        .cause())
                .isEqualTo("n1 has not the label disk=ssd");
    }

    @Test
    void tellsAnUpdateThatADeadNodeHoldsUp() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(set(2, 1, 0)
                + node("n1", "", "", "Unknown", "2026-01-01T00:00:00Z")
                + podOn("n1", "False", "2026-01-01T00:00:00Z"));

        Finding finding = check.findings(cluster).get(0);

        assertThat(finding.reason()).isEqualTo("DaemonSetUpdateStuck");
        assertThat(finding.cause())
                .isEqualTo(
                        "its pod on Node n1, which is down, counts as unavailable, and the update may take no more away");
        assertThat(finding.dependsOn()).extracting(Object::toString).startsWith("Node n1");
    }

    @Test
    void tellsNodesWithoutAPodUnlessTheyHaveJustCome() throws ClusterException {
        String lacking = set(2, 2, 0).replace("currentNumberScheduled: 3", "currentNumberScheduled: 2");

        assertThat(check.findings(FakeCluster.of(lacking + node("n3", "", "", "True", "2026-01-01T00:00:00Z"))))
                .extracting(Finding::reason, Finding::cause)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("DaemonSetPodsShort", "it has pods on 2 of 3 nodes"));
        assertThat(check.reasons(FakeCluster.of(lacking + node("n3", "", "", "True", "2026-01-02T11:55:00Z"))))
                .isEmpty();
    }

    @Test
    void givesTimeToAPodWhoseNodeHasJustComeBack() throws ClusterException {
        String back = set(2, 3, 0)
                + unready("2026-01-02T11:00:00Z", "True")
                        .replace(
                                "status: \"True\"}",
                                "status: \"True\", lastTransitionTime: \"2026-01-02T11:5%d:00Z\"}");

        assertThat(check.reasons(FakeCluster.of(back.formatted(8)))).isEmpty();
        assertThat(check.at(CheckRun.NOON.plusSeconds(600)).reasons(FakeCluster.of(back.formatted(8))))
                .containsExactly("DaemonSetPodsShort");
    }
}
