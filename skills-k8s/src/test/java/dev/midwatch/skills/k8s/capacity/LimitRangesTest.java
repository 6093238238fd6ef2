package dev.midwatch.skills.k8s.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitRangesTest {
    private final CheckRun check = CheckRun.of(new LimitRanges());

    private static String shop(String limit, String resources) {
        return """
                apiVersion: v1
                kind: LimitRange
                metadata: {name: limits, namespace: shop, creationTimestamp: "2026-01-02T09:00:00Z"}
                spec: {limits: [{%s}]}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, uid: d1, creationTimestamp: "2026-01-01T09:00:00Z"}
                spec: {replicas: 2, template: {spec: {containers: [{name: app, resources: {%s}}]}}}
                """.formatted(limit, resources);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: Container, max: {memory: 1Gi} | limits: {memory: 2Gi} | memory limit 2Gi is more than the 1Gi it may have",
                "type: Container, max: {cpu: 1} | requests: {cpu: 1500m} | cpu request 1500m is more than the 1 it may have",
                "type: Container, min: {memory: 64Mi} | limits: {memory: 32Mi} | memory request 32Mi is less than the 64Mi it has to have",
                "type: Container, min: {cpu: 100m}, defaultRequest: {cpu: 10m} | '' | cpu request 10m is less than the 100m it has to have"
            })
    void reportsAWorkloadThatBreaksARule(String limit, String resources, String broken) throws ClusterException {
        assertThat(check.findings(FakeCluster.of(shop(limit, resources))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason()).isEqualTo("LimitRangeConflict");
                    assertThat(finding.owner()).hasToString("Deployment shop/web");
                    assertThat(finding.summary())
                            .isEqualTo("Deployment shop/web gets no further pod: LimitRange limits does not allow it");
                    assertThat(finding.cause()).isEqualTo("container app: " + broken);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: Container, max: {memory: 2Gi}, min: {memory: 64Mi} | limits: {memory: 2Gi}",
                "type: Container, max: {memory: 1Gi}, default: {memory: 1Gi} | ''",
                "type: Pod, max: {memory: 1Gi} | limits: {memory: 2Gi}",
                "type: Container, max: {memory: much} | limits: {memory: 2Gi}",
                "type: PersistentVolumeClaim, max: {storage: 1Gi} | limits: {memory: 2Gi}"
            })
    void isSilentAboutOneThatKeepsThem(String limit, String resources) throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(shop(limit, resources)))).isEmpty();
    }

    @Test
    void givesARangeTimeAndIsSilentAboutWhatIsToHaveNoPods() throws ClusterException {
        String conflict = shop("type: Container, max: {memory: 1Gi}", "limits: {memory: 2Gi}");

        assertThat(check.reasons(FakeCluster.of(conflict.replace("02T09:00", "02T11:55"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(conflict.replace("replicas: 2", "replicas: 0"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(conflict).forbid(ResourceType.LIMIT_RANGES)))
                .isEmpty();
    }

    @Test
    void isToldOnceItLasts() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(shop("type: Container, max: {memory: 1Gi}", "limits: {memory: 2Gi}"))))
                .singleElement()
                .extracting(Finding::sustained)
                .as("both are old, and either may have been changed just now")
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void looksAtInitContainersToo() throws ClusterException {
        String init = shop("type: Container, max: {memory: 1Gi}", "limits: {memory: 1Gi}")
                .replace(
                        "{spec: {containers",
                        "{spec: {initContainers: [{name: load, resources: {limits: {memory: 2Gi}}}], containers");

        assertThat(check.findings(FakeCluster.of(init)))
                .extracting(Finding::cause)
                .containsExactly("container load: memory limit 2Gi is more than the 1Gi it may have");
    }
}
