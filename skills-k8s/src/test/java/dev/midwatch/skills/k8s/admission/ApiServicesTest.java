package dev.midwatch.skills.k8s.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class ApiServicesTest {
    private final CheckRun check = CheckRun.of(new ApiServices());

    private static String api(String group, String status, String since) {
        return """
                ---
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1.%1$s, creationTimestamp: "2026-01-01T10:00:00Z"}
                spec: {group: %1$s, version: v1, service: {name: server, namespace: kube-system}}
                status:
                  conditions:
                    - {type: Available, status: "%2$s", reason: MissingEndpoints, message: no addresses, lastTransitionTime: "%3$s"}
                """.formatted(group, status, since);
    }

    @Test
    void saysThatUsageCannotBeSeenWithoutMetrics() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(api("metrics.k8s.io", "False", "2026-01-02T11:00:00Z")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("ApiServiceUnavailable");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.summary()).contains("the use of CPU and memory cannot be seen");
        assertThat(finding.cause()).isEqualTo("MissingEndpoints: no addresses");
        assertThat(finding.dependsOn()).extracting(Object::toString).containsExactly("Service kube-system/server");
    }

    @Test
    void dependsOnThePodsOfItsServer() throws ClusterException {
        String server = """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: server, namespace: kube-system}
                spec: {selector: {app: server}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: server-1, namespace: kube-system, labels: {app: server}}
                status: {phase: Pending}
                """;

        assertThat(check.findings(FakeCluster.of(api("wardle.example.com", "False", "2026-01-02T11:00:00Z") + server))
                        .get(0))
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.CRITICAL))
                .satisfies(finding -> assertThat(finding.dependsOn())
                        .extracting(Object::toString)
                        .containsExactly("Service kube-system/server", "Pod kube-system/server-1"));
    }

    @Test
    void isSilentWhileItIsAvailableOrRestarts() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(api("metrics.k8s.io", "True", "2026-01-02T11:00:00Z"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(api("metrics.k8s.io", "False", "2026-01-02T11:59:00Z"))))
                .isEmpty();
        assertThat(
                        check.reasons(
                                FakeCluster.of(
                                        "{apiVersion: apiregistration.k8s.io/v1, kind: APIService, metadata: {name: v1.apps}, spec: null}")))
                .isEmpty();
    }
}
