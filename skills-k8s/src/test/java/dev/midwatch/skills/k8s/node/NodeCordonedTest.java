package dev.midwatch.skills.k8s.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NodeCordonedTest {
    private final CheckRun check = CheckRun.of(new NodeCordoned());
    private final CheckRun taints = CheckRun.of(new NodeTaints());

    private static FakeCluster node(String spec) {
        return FakeCluster.of("""
                apiVersion: v1
                kind: Node
                metadata: {name: n1}
                spec: {%s}
                """.formatted(spec));
    }

    private static String closed(String since, String more) {
        return "unschedulable: true, taints: [{key: node.kubernetes.io/unschedulable, effect: NoSchedule, timeAdded: \"%s\"}%s]"
                .formatted(since, more);
    }

    @Test
    void reportsANodeThatWasForgotten() throws ClusterException {
        assertThat(check.reasons(node(closed("2025-12-31T09:00:00Z", "")))).containsExactly("NodeCordoned");
        assertThat(check.findings(node("unschedulable: true")).get(0).sustained())
                .isEqualTo(Duration.ofHours(24));
    }

    @Test
    void isSilentAboutMaintenanceAndAboutWhatAnAutoscalerCloses() throws ClusterException {
        assertThat(check.reasons(node(closed("2026-01-02T09:00:00Z", "")))).isEmpty();
        assertThat(check.reasons(node(closed("2025-12-31T09:00:00Z", ", {key: ToBeDeletedByClusterAutoscaler}"))))
                .isEmpty();
        assertThat(check.reasons(node("taints: [{key: gpu, effect: NoSchedule}]")))
                .isEmpty();
    }

    @Test
    void hintsAtATaintThatNobodyTolerates() throws ClusterException {
        String kept = "taints: [{key: gpu, value: big, effect: NoSchedule}]";
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: a, namespace: shop}
                spec: {tolerations: [{%s}]}
                """;

        assertThat(taints.findings(node(kept).with(pod.formatted("key: gpu, value: small")))
                        .get(0)
                        .summary())
                .isEqualTo("Node n1 is kept for pods that tolerate gpu=big:NoSchedule, and there are none");
        assertThat(taints.reasons(node(kept).with(pod.formatted("key: gpu, value: big"))))
                .isEmpty();
        assertThat(taints.reasons(node(kept).with(pod.formatted("operator: Exists"))))
                .isEmpty();
        assertThat(taints.reasons(node("taints: [{key: node-role.kubernetes.io/control-plane, effect: NoSchedule}]")))
                .isEmpty();
    }
}
