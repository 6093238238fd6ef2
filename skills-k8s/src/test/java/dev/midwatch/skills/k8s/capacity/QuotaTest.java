package dev.midwatch.skills.k8s.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {
    private final CheckRun check = CheckRun.of(new Quota());

    private static String quota(String used, String hard) {
        return """
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: compute, namespace: shop}
                status: {hard: {requests.cpu: "%s", services.loadbalancers: "0"}, used: {requests.cpu: "%s", services.loadbalancers: "0"}}
                """.formatted(hard, used);
    }

    @ParameterizedTest
    @CsvSource({"3900m, 4, QuotaNearlyFull, INFO", "4000m, 4, QuotaFull, INFO", "5, 4, QuotaExceeded, WARNING"})
    void saysHowFullItIs(String used, String hard, String reason, Severity severity) throws ClusterException {
        assertThat(check.findings(FakeCluster.of(quota(used, hard))).get(0))
                .extracting(Finding::reason, Finding::severity, Finding::cause)
                .containsExactly(reason, severity, "requests.cpu %s of %s".formatted(used, hard));
    }

    @Test
    void wantsOnlyWhatMayPassToLast() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(quota("3900m", "4"))).get(0).sustained())
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(check.findings(FakeCluster.of(quota("4", "4"))).get(0).sustained())
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void isSilentWithRoomLeftAndAboutWhatIsForbiddenOnPurpose() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(quota("2", "4")))).isEmpty();
    }

    @Test
    void warnsWhenItRefusesSomething() throws ClusterException {
        String event = """
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: e1, namespace: shop}
                involvedObject: {apiVersion: apps/v1, kind: ReplicaSet, namespace: shop, name: web-5d}
                type: Warning
                reason: FailedCreate
                message: 'Error creating: pods "web-1" is forbidden: exceeded quota: compute, requested: requests.cpu=3'
                lastTimestamp: "2026-01-02T%s:00Z"
                """;

        assertThat(check.findings(FakeCluster.of(quota("2", "4") + event.formatted("11:50")))
                        .get(0))
                .extracting(Finding::reason, Finding::severity)
                .containsExactly("QuotaRefuses", Severity.WARNING);
        assertThat(check.reasons(FakeCluster.of(quota("2", "4") + event.formatted("09:50"))))
                .isEmpty();
        String replicaSet = """
                ---
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: web-5d, namespace: shop}
                status: {conditions: [{type: ReplicaFailure, status: "%s", reason: FailedCreate}]}
                """;
        assertThat(check.reasons(
                        FakeCluster.of(quota("2", "4") + event.formatted("11:50") + replicaSet.formatted("True"))))
                .containsExactly("QuotaRefuses");
        assertThat(check.reasons(
                        FakeCluster.of(quota("2", "4") + event.formatted("11:50") + replicaSet.formatted("False"))))
                .as("in an update it was refused a pod once, and got it since")
                .isEmpty();
    }
}
