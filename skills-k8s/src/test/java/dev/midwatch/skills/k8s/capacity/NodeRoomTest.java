package dev.midwatch.skills.k8s.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NodeRoomTest {
    private final CheckRun check = CheckRun.of(new NodeRoom());

    private static String node(String name, String more) {
        return """
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: %s}
                spec: {%s}
                status: {allocatable: {cpu: "4", memory: 8Gi, pods: "3"}, conditions: [{type: Ready, status: "True"}]}
                """.formatted(name, more);
    }

    private static String pod(String name, String node, String requests, String more) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: shop%s}
                spec: {nodeName: %s, containers: [{name: a, resources: {requests: {%s}}}]}
                status: {phase: Running}
                """.formatted(name, more, node, requests);
    }

    private static final String TWO_NODES = node("n1", "") + node("n2", "");

    @Test
    void saysThatThePodsOfALostNodeDoNotFit() throws ClusterException {
        String pods = pod("a", "n1", "memory: 5Gi", "") + pod("b", "n2", "memory: 4Gi", "");

        assertThat(check.findings(FakeCluster.of(TWO_NODES + pods)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason()).isEqualTo("NoSpareNode");
                    assertThat(finding.severity()).isEqualTo(Severity.INFO);
                    assertThat(finding.summary())
                            .isEqualTo("If Node n1 is lost, its pods do not fit on the other nodes");
                    assertThat(finding.cause())
                            .isEqualTo("9.0 GiB of memory asked for, 8.0 GiB of memory there without it");
                    assertThat(finding.sustained()).isEqualTo(Duration.ofMinutes(15));
                });
    }

    @Test
    void isSilentWithRoomForTheLoss() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(
                        TWO_NODES + pod("a", "n1", "memory: 4Gi", "") + pod("b", "n2", "memory: 4Gi", ""))))
                .isEmpty();
    }

    @Test
    void wantsNoSpareForASingleNodeNorForOneThatGrows() throws ClusterException {
        String full = pod("a", "n1", "memory: 8Gi", "") + pod("b", "n1", "cpu: 4", "");

        assertThat(check.reasons(FakeCluster.of(node("n1", "") + full))).isEmpty();
        assertThat(check.reasons(FakeCluster.of((TWO_NODES + full + pod("c", "n2", "memory: 8Gi", ""))
                        .replace("{name: n2}", "{name: n2, labels: {karpenter.sh/nodepool: main}}"))))
                .isEmpty();
    }

    @Test
    void movesNoPodsOfDaemonSetsAndNoFinishedOnes() throws ClusterException {
        String owner =
                ", ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: d, uid: d1, controller: true}]";

        assertThat(check.reasons(FakeCluster.of(
                        TWO_NODES + pod("a", "n1", "memory: 5Gi", owner) + pod("b", "n2", "memory: 4Gi", ""))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(TWO_NODES
                        + pod("a", "n1", "memory: 5Gi", "").replace("Running", "Succeeded")
                        + pod("b", "n2", "memory: 4Gi", ""))))
                .isEmpty();
    }

    @Test
    void leavesOutNodesThatTakeNoPods() throws ClusterException {
        String pods = pod("a", "n1", "memory: 5Gi", "") + pod("b", "n2", "memory: 4Gi", "");
        String kept = node("n1", "") + node("n2", "taints: [{key: gpu, effect: NoSchedule}]");

        assertThat(check.reasons(FakeCluster.of(kept + pods))).isEmpty();
    }

    @Test
    void countsAnInitContainerThatWantsMoreThanAllOthers() throws ClusterException {
        String pods = pod("a", "n1", "memory: 1Gi", "")
                        .replace(
                                "spec: {", "spec: {initContainers: [{name: i, resources: {requests: {memory: 6Gi}}}], ")
                + pod("b", "n2", "memory: 4Gi", "");

        assertThat(check.reasons(FakeCluster.of(TWO_NODES + pods))).containsExactly("NoSpareNode");
    }

    @Test
    void reportsANodeWithAsManyPodsAsItMayHave() throws ClusterException {
        String pods = pod("a", "n1", "", "") + pod("b", "n1", "", "");

        assertThat(check.reasons(FakeCluster.of(node("n1", "") + pods))).isEmpty();
        assertThat(check.findings(FakeCluster.of(node("n1", "") + pods + pod("c", "n1", "", ""))))
                .extracting(Finding::reason, Finding::summary, Finding::cause)
                .containsExactly(tuple(
                        "NodePodsNearLimit",
                        "Node n1 has 3 of the 3 pods it may have",
                        "no further pod is placed there"));
    }

    @Test
    void makesNothingOfAmountsThatAreNone() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(TWO_NODES.replace("8Gi", "much").replace("\"4\"", "[]")
                        + pod("a", "n1", "memory: lots, cpu: {}", ""))))
                .isEmpty();
    }

    @Test
    void countsWhatAPodAsksForAsAWhole() throws ClusterException {
        String pods = pod("a", "n1", "", "").replace("spec: {", "spec: {resources: {requests: {memory: 6Gi}}, ")
                + pod("b", "n2", "memory: 4Gi", "");

        assertThat(check.reasons(FakeCluster.of(TWO_NODES + pods))).containsExactly("NoSpareNode");
    }
}
