package dev.midwatch.skills.k8s.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GenerationObservedTest {
    private final CheckRun check = CheckRun.of(new GenerationObserved());

    private static String deployment(String name, String status) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: shop, generation: 4, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: {replicas: 2}
                status: {%s}
                """.formatted(name, status);
    }

    private static String lease(String renewed) {
        return """
                ---
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata: {name: kube-controller-manager, namespace: kube-system}
                spec: {renewTime: "%s"}
                """.formatted(renewed);
    }

    @Test
    void tellsAChangeThatNobodyTakesUpOnceItLasts() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(
                        deployment("web", "observedGeneration: 3") + lease("2026-01-02T11:59:50.123456Z")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("GenerationNotObserved");
        assertThat(finding.cause()).isEqualTo("generation 3 was observed, 4 is there");
        assertThat(finding.look())
                .as("not every cluster has a lease")
                .isEqualTo(
                        "kubectl -n shop get deployments.apps web -o jsonpath='{.metadata.generation} {.status.observedGeneration}'");
        assertThat(finding.sustained()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void isSilentAboutWhatIsUpToDateOrSaysNothing() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(deployment("web", "observedGeneration: 4")
                        + deployment("api", "")
                        + lease("2026-01-02T11:59:50Z"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(deployment("api", "observedGeneration: soon"))))
                .isEmpty();
    }

    @Test
    void blamesControllersThatHaveStoppedAndNoWorkload() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(deployment("web", "observedGeneration: 3")
                + deployment("api", "")
                + lease("2026-01-02T11:20:00.000000Z"));

        assertThat(check.findings(cluster))
                .extracting(Finding::reason, finding -> finding.subject().toString(), Finding::cause)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "ControllersNotRunning",
                        "Lease kube-system/kube-controller-manager",
                        "their lease was last renewed at 2026-01-02T11:20:00Z"));
    }

    @Test
    void doesNotBelieveAnOldLeaseForTheMomentBetweenAChangeAndItsAnswer() throws ClusterException {
        String stale = lease("2025-06-01T11:20:00.000000Z");
        FakeCluster answered = FakeCluster.of(deployment("web", "observedGeneration: 3") + stale);

        assertThat(check.findings(answered))
                .singleElement()
                .extracting(Finding::sustained)
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(check.reasons(FakeCluster.of(deployment("web", "observedGeneration: 4") + stale)))
                .isEmpty();
    }
}
