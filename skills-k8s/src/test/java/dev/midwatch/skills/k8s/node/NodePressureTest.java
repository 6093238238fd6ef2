package dev.midwatch.skills.k8s.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodePressureTest {
    private final CheckRun check = CheckRun.of(new NodePressure());

    private static FakeCluster node(String ready, String type, String status, String since) {
        return FakeCluster.of("""
                apiVersion: v1
                kind: Node
                metadata: {name: n1}
                status:
                  conditions:
                    - {type: Ready, status: "%s"}
                    - {type: %s, status: "%s", reason: Because, message: why, lastTransitionTime: "%s"}
                """.formatted(ready, type, status, since));
    }

    @ParameterizedTest
    @CsvSource({
        "MemoryPressure, NodePressure, Node n1 runs short of memory and may evict pods",
        "DiskPressure, NodePressure, Node n1 runs short of disk space and may evict pods",
        "PIDPressure, NodePressure, Node n1 runs short of process ids and may evict pods",
        "NetworkUnavailable, NodeNetworkUnavailable, The network of Node n1 is not set up",
        "KernelDeadlock, NodeProblem, Node n1 reports KernelDeadlock",
        "ReadonlyFilesystem, NodeProblem, Node n1 reports ReadonlyFilesystem",
    })
    void reportsConditionsThatMeanTrouble(String type, String reason, String summary) throws ClusterException {
        assertThat(check.findings(node("True", type, "True", "2026-01-02T11:00:00Z"))
                        .get(0))
                .extracting(Finding::reason, Finding::summary)
                .containsExactly(reason, summary);
    }

    @ParameterizedTest
    @CsvSource({"MemoryPressure, False", "MemoryPressure, Unknown", "EtcdIsVoter, True", "KernelDeadlock, False"})
    void isSilentAboutConditionsThatDoNot(String type, String status) throws ClusterException {
        assertThat(check.reasons(node("True", type, status, "2026-01-02T11:00:00Z")))
                .isEmpty();
    }

    @Test
    void doesNotBelieveWhatADeadNodeLastSaid() throws ClusterException {
        assertThat(check.reasons(node("Unknown", "MemoryPressure", "True", "2026-01-02T11:00:00Z")))
                .isEmpty();
    }

    @Test
    void waitsAMinuteForPressureAndLongerForADetectorThatDoesNotKnow() throws ClusterException {
        assertThat(check.reasons(node("True", "DiskPressure", "True", "2026-01-02T11:59:30Z")))
                .isEmpty();
        assertThat(check.reasons(node("True", "KernelDeadlock", "Unknown", "2026-01-02T11:55:00Z")))
                .isEmpty();
        assertThat(check.reasons(node("True", "KernelDeadlock", "Unknown", "2026-01-02T11:00:00Z")))
                .containsExactly("NodeProblem");
    }
}
