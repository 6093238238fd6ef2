package dev.midwatch.skills.k8s.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatewaysTest {
    private static final String FINE = "[{type: Accepted, status: \"True\"}, {type: Programmed, status: \"True\"}]";
    private static final String WAITING =
            "[{type: Accepted, status: Unknown, reason: Pending, message: Waiting for controller, lastTransitionTime: \"1970-01-01T00:00:00Z\"}]";

    private final CheckRun check = CheckRun.of(new Gateways());

    private static String gatewayClass(String conditions) {
        return """
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: GatewayClass
                metadata: {name: traefik, creationTimestamp: "2026-01-01T10:00:00Z"}
                spec: {controllerName: traefik.io/gateway-controller}
                status: {conditions: %s}
                """.formatted(conditions);
    }

    private static String gateway(String conditions, String listeners) {
        return """
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: web, namespace: infra, creationTimestamp: "2026-01-02T10:00:00Z"}
                spec:
                  gatewayClassName: traefik
                  listeners: [{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: web-tls}]}}]
                status: {conditions: %s, listeners: %s}
                """.formatted(conditions, listeners);
    }

    private static String no(String type, String reason, String since) {
        return "[{type: %s, status: \"False\", reason: %s, message: why, lastTransitionTime: \"%s\"}]"
                .formatted(type, reason, since);
    }

    @Test
    void reportsAClassThatIsNotThereOrThatNobodyServes() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(gateway(WAITING, "[]"))).get(0))
                .extracting(Finding::reason, Finding::summary)
                .containsExactly(
                        "GatewayClassMissing", "Gateway infra/web wants GatewayClass traefik, which does not exist");
        assertThat(check.findings(FakeCluster.of(gateway(WAITING, "[]"))).get(0).look())
                .as("Istio has gateways too")
                .isEqualTo("kubectl -n infra describe gateways.gateway.networking.k8s.io web");
        assertThat(check.findings(FakeCluster.of(gatewayClass(WAITING) + gateway(WAITING, "[]")))
                        .get(0)
                        .cause())
                .isEqualTo("none answers for GatewayClass traefik as traefik.io/gateway-controller");
    }

    @Test
    void leavesAClassAloneThatWaitsAndThatNoGatewayWants() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(gatewayClass(WAITING)))).isEmpty();
        assertThat(check.reasons(
                        FakeCluster.of(gatewayClass(no("Accepted", "InvalidParameters", "2026-01-02T11:00:00Z")))))
                .isEmpty();
        assertThat(check.reasons(
                        FakeCluster.of(gatewayClass(no("Accepted", "InvalidParameters", "2026-01-02T11:00:00Z"))
                                + gateway(WAITING, "[]"))))
                .contains("GatewayClassNotAccepted");
    }

    @Test
    void reportsAGatewayThatIsNotProgrammedWithItsServices() throws ClusterException {
        String service = """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: web-lb, namespace: infra, labels: {gateway.networking.k8s.io/gateway-name: web}}
                """;

        Finding finding = check.findings(FakeCluster.of(gatewayClass(FINE)
                        + gateway(no("Programmed", "AddressNotAssigned", "2026-01-02T11:00:00Z"), "[]")
                        + service))
                .get(0);

        assertThat(finding.reason()).isEqualTo("GatewayNotReady");
        assertThat(finding.cause()).isEqualTo("AddressNotAssigned: why");
        assertThat(finding.dependsOn())
                .extracting(Object::toString)
                .containsExactly("GatewayClass traefik", "Service infra/web-lb");
    }

    @Test
    void reportsAListenerAndDependsOnItsCertificate() throws ClusterException {
        String refused = "[{name: https, conditions: %s}]"
                .formatted(no("ResolvedRefs", "InvalidCertificateRef", "2026-01-02T11:00:00Z"));

        Finding finding = check.findings(FakeCluster.of(gatewayClass(FINE) + gateway(FINE, refused)))
                .get(0);

        assertThat(finding.reason()).isEqualTo("GatewayListenerRefused");
        assertThat(finding.summary()).isEqualTo("Listener https of Gateway infra/web does not work");
        assertThat(finding.dependsOn())
                .extracting(Object::toString)
                .containsExactly("Secret infra/web-tls", "Certificate infra/web-tls");
    }

    @Test
    void isSilentAboutASoundGatewayANewOneAndOneThatIsProgrammedAnew() throws ClusterException {
        String fine =
                "[{name: https, conditions: [{type: Conflicted, status: \"False\"}, {type: Accepted, status: \"True\"}]}]";

        assertThat(check.reasons(FakeCluster.of(gatewayClass(FINE) + gateway(FINE, fine))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(gateway(WAITING, "[]").replace("T10:00", "T11:58"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(
                        gatewayClass(FINE) + gateway(no("Programmed", "Pending", "2026-01-02T11:58:00Z"), "[]"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(gatewayClass(FINE) + gateway("null", "null"))))
                .isEmpty();
    }

    @Test
    void wantsToSeeForAWhileThatAClassIsNotThere() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(gateway(WAITING, "[]"))))
                .singleElement()
                .extracting(Finding::sustained)
                .isEqualTo(Duration.ofMinutes(5));
    }
}
