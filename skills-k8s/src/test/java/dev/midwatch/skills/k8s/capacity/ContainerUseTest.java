package dev.midwatch.skills.k8s.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Metrics;
import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerUseTest {
    private final CheckRun check = CheckRun.of(new ContainerUse());

    private static String pod(String limits, String usage) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: web-1, namespace: shop}
                spec: {containers: [{name: app, resources: {limits: {%s}}}, {name: proxy}]}
                status: {phase: Running, startTime: "2026-01-02T09:00:00Z"}
                ---
                apiVersion: metrics.k8s.io/v1beta1
                kind: PodMetrics
                metadata: {name: web-1, namespace: shop}
                timestamp: "2026-01-02T11:59:45Z"
                containers: [{name: proxy, usage: {cpu: "9", memory: 9Gi}}, {name: app, usage: {%s}}]
                """.formatted(limits, usage);
    }

    @Test
    void reportsAContainerNearItsLimits() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(pod("cpu: 500m, memory: 1Gi", "cpu: 450m, memory: 1000Mi"))))
                .satisfiesExactly(
                        cpu -> {
                            assertThat(cpu.reason()).isEqualTo("CpuNearLimit");
                            assertThat(cpu.summary())
                                    .isEqualTo("Container app of Pod shop/web-1 uses 90 % of its CPU limit");
                            assertThat(cpu.sustained()).isEqualTo(Duration.ofMinutes(15));
                        },
                        memory -> assertThat(memory.reason()).isEqualTo("MemoryNearLimit"));
    }

    private CheckRun throttled(String share) {
        Metrics.Series series = new Metrics.Series(
                Map.of("namespace", "shop", "pod", "web-1", "container", "app"),
                List.of(new Trend.Point(CheckRun.NOON, Double.parseDouble(share))));
        return check.metrics((promql, back) ->
                promql.contains("container_cpu_cfs_throttled_periods_total") ? List.of(series) : List.of());
    }

    @Test
    void tellsHowMuchAContainerIsSlowedDownWhereAPrometheusKnows() throws ClusterException {
        FakeCluster busy = FakeCluster.of(pod("cpu: 500m", "cpu: 450m"));

        assertThat(throttled("0.43").findings(busy)).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).isEqualTo("CpuThrottled");
            assertThat(finding.summary())
                    .isEqualTo("Container app of Pod shop/web-1 is stopped by its CPU limit 43 % of the time");
            assertThat(finding.cause()).isEqualTo("its bursts need more than the limit of 500m");
            assertThat(finding.sustained()).isEqualTo(Duration.ofMinutes(15));
        });
        assertThat(throttled("0.2").reasons(busy)).containsExactly("CpuNearLimit");
        assertThat(throttled("0.2").reasons(FakeCluster.of(pod("cpu: 500m", "cpu: 100m"))))
                .isEmpty();
        assertThat(throttled("0.9")
                        .reasons(FakeCluster.of(pod("cpu: 500m", "cpu: 100m").replace("T09:00", "T11:55"))))
                .isEmpty();
    }

    @Test
    void isSilentWithRoomLeftOrWithoutLimits() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(pod("cpu: 500m, memory: 1Gi", "cpu: 300m, memory: 900Mi"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(pod("", "cpu: 16, memory: 64Gi"))))
                .isEmpty();
    }

    @Test
    void isSilentAboutAPodThatStarts() throws ClusterException {
        String busy = pod("cpu: 500m", "cpu: 500m");

        assertThat(check.reasons(FakeCluster.of(busy.replace("T09:00", "T11:55"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(busy.replace("Running", "Succeeded"))))
                .isEmpty();
    }

    @Test
    void saysNothingWithoutMetrics() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(pod("cpu: 500m", "cpu: 500m")).forbid(ResourceType.POD_METRICS)))
                .isEmpty();
    }

    @Test
    void hintsAtRequestsFarFromWhatIsUsed() throws ClusterException {
        CheckRun lint = CheckRun.of(new RequestsFit());
        String asks = pod("", "cpu: 100m, memory: 3Gi").replace("limits: {", "requests: {cpu: \"2\", memory: 1Gi");

        assertThat(lint.findings(FakeCluster.of(asks)))
                .extracting(Finding::reason, Finding::summary)
                .containsExactlyInAnyOrder(
                        tuple("RequestsTooLow", "Pod shop/web-1 asks for 1.0 GiB of memory and uses 3.0 GiB of memory"),
                        tuple("RequestsTooHigh", "Pod shop/web-1 asks for 2.00 CPUs and uses 0.10 CPUs"));
        assertThat(lint.reasons(FakeCluster.of(asks.replace("T09:00", "T11:30"))))
                .isEmpty();
        assertThat(lint.reasons(FakeCluster.of(
                        pod("", "cpu: 1, memory: 1Gi").replace("limits: {", "requests: {cpu: \"2\", memory: 1Gi"))))
                .isEmpty();
    }
}
