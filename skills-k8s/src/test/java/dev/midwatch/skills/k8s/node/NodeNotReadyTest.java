package dev.midwatch.skills.k8s.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeNotReadyTest {
    private static final String DEAD = """
            apiVersion: v1
            kind: Node
            metadata: {name: n1, creationTimestamp: "2025-01-02T10:00:00Z"}
            spec: {}
            status:
              conditions:
                - {type: Ready, status: Unknown, reason: NodeStatusUnknown, message: Kubelet stopped posting node status.,
                   lastTransitionTime: "2026-01-02T11:40:00Z"}
            """;

    private final CheckRun check = CheckRun.of(new NodeNotReady());

    @Test
    void reportsANodeThatIsNoLongerHeardOf() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(DEAD)).get(0);

        assertThat(finding.reason()).isEqualTo("NodeNotReady");
        assertThat(finding.summary()).isEqualTo("Node n1 is not ready: its kubelet is no longer heard of");
        assertThat(finding.cause()).isEqualTo("Kubelet stopped posting node status.");
        assertThat(finding.since()).contains(Instant.parse("2026-01-02T11:40:00Z"));
    }

    @Test
    void isSilentAboutReadyNodes() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(DEAD.replace("status: Unknown", "status: \"True\""))))
                .isEmpty();
    }

    @Test
    void takesAClosedNodeForMaintenance() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(DEAD.replace("spec: {}", "spec: {unschedulable: true}"))))
                .isEmpty();
    }

    @Test
    void givesARestartTime() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(DEAD.replace("11:40", "11:58"))))
                .isEmpty();
    }
}
