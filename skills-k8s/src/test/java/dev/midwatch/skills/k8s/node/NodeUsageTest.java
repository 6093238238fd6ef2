package dev.midwatch.skills.k8s.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeUsageTest {
    private final CheckRun check = CheckRun.of(new NodeUsage());

    private static String node(String cpu, String memory) {
        return """
                apiVersion: v1
                kind: Node
                metadata: {name: n1}
                status: {allocatable: {cpu: "4", memory: 8Gi}}
                ---
                apiVersion: metrics.k8s.io/v1beta1
                kind: NodeMetrics
                metadata: {name: n1}
                timestamp: "2026-01-02T11:59:45Z"
                window: 20s
                usage: {cpu: %s, memory: %s}
                """.formatted(cpu, memory);
    }

    @Test
    void warnsOfMemoryAndMentionsCpu() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(node("3800m", "7800Mi"))))
                .extracting(Finding::reason, Finding::severity, Finding::summary)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "NodeMemoryHigh", Severity.WARNING, "Node n1 uses 95 % of its memory"),
                        org.assertj.core.groups.Tuple.tuple(
                                "NodeCpuHigh", Severity.INFO, "Node n1 uses 95 % of its CPU"));
    }

    @Test
    void saysThatItIsOneSample() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(node("1", "7800Mi"))).get(0).evidence())
                .containsEntry("sample", "one, over 20s, at 2026-01-02T11:59:45Z");
    }

    @Test
    void wantsAHighSampleToLast() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(node("3800m", "7800Mi"))))
                .extracting(Finding::sustained)
                .containsExactly(Duration.ofMinutes(15), Duration.ofMinutes(15));
    }

    @Test
    void isSilentWithRoomLeftAndWithoutMetrics() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(node("3500m", "6Gi")))).isEmpty();
        assertThat(check.reasons(FakeCluster.of(node("3800m", "7800Mi")).forbid(ResourceType.NODE_METRICS)))
                .isEmpty();
    }

    @Test
    void takesTheOperatorsThreshold() throws ClusterException {
        assertThat(check.with("cpu_percent", 50).reasons(FakeCluster.of(node("3", "1Gi"))))
                .containsExactly("NodeCpuHigh");
    }

    @Test
    void learnsOfAFullDiskFromTheKubelet() throws ClusterException {
        String event = """
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: e1, namespace: default}
                involvedObject: {kind: Node, name: n1, uid: n1}
                type: Warning
                reason: FreeDiskSpaceFailed
                message: Failed to garbage collect required amount of images
                lastTimestamp: "2026-01-02T%s:00Z"
                """;

        assertThat(check.reasons(FakeCluster.of(node("1", "1Gi") + event.formatted("11:55"))))
                .containsExactly("NodeDiskHigh");
        assertThat(check.reasons(FakeCluster.of(node("1", "1Gi") + event.formatted("08:55"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EvictionThresholdMet | Attempting to reclaim memory | false",
                "EvictionThresholdMet | Attempting to reclaim pids | false",
                "EvictionThresholdMet | Attempting to reclaim ephemeral-storage | true",
                "EvictionThresholdMet | Attempting to reclaim inodes | true",
                "ImageGCFailed | failed to get imageFs info: unable to find data in memory cache | false",
                "ImageGCFailed | rpc error: code = DeadlineExceeded desc = context deadline exceeded | false",
                "ImageGCFailed | wanted to free 3221225472 bytes, but freed 0 bytes space with errors in image deletion | true",
                "FreeDiskSpaceFailed | Failed to garbage collect required amount of images. Attempted to free 1 bytes | true"
            })
    void takesOnlyComplaintsAboutTheDiskForThat(String reason, String message, boolean told) throws ClusterException {
        String event = """
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: e1, namespace: default}
                involvedObject: {kind: Node, name: n1, uid: n1}
                type: Warning
                reason: %s
                message: '%s'
                lastTimestamp: "2026-01-02T11:55:00Z"
                """.formatted(reason, message);

        assertThat(check.reasons(FakeCluster.of(node("1", "1Gi") + event))).hasSize(told ? 1 : 0);
    }
}
