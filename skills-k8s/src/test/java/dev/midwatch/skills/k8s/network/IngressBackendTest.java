package dev.midwatch.skills.k8s.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IngressBackendTest {
    private static final String SERVICE = """
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: shop}
            spec: {ports: [{name: http, port: 80}]}
            """;
    private static final String SERVED = "{loadBalancer: {ingress: [{ip: 203.0.113.9}]}}";

    private final CheckRun check = CheckRun.of(new IngressBackend());

    private static String ingress(String spec, String backend, String status) {
        return """
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: web, namespace: shop, creationTimestamp: "2026-01-02T10:00:00Z"}
                spec: {%s rules: [{http: {paths: [{backend: {service: %s}}]}}]}
                status: %s
                """.formatted(spec, backend, status);
    }

    @Test
    void reportsAServiceThatIsNotThere() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(ingress("", "{name: wep, port: {number: 80}}", SERVED) + SERVICE);

        Finding finding = check.findings(cluster).get(0);

        assertThat(finding.reason()).isEqualTo("IngressBackendMissing");
        assertThat(finding.summary()).isEqualTo("Ingress shop/web leads to Service shop/wep, which does not exist");
        assertThat(finding.cause()).isEqualTo("the nearest name there is web");
    }

    @Test
    void reportsAPortThatTheServiceDoesNotHave() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(ingress("", "{name: web, port: {name: https}}", SERVED) + SERVICE))
                        .get(0))
                .extracting(Finding::reason, Finding::cause)
                .containsExactly("IngressPortUndefined", "it has http 80");
        assertThat(check.reasons(FakeCluster.of(ingress("", "{name: web, port: {number: 8080}}", SERVED) + SERVICE)))
                .containsExactly("IngressPortUndefined");
    }

    @Test
    void isSilentAboutASoundIngress() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(ingress("", "{name: web, port: {name: http}}", SERVED) + SERVICE)))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(ingress("", "{name: web, port: {number: 80}}", SERVED) + SERVICE)))
                .isEmpty();
    }

    @Test
    void concludesNothingFromServicesItCannotSee() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(ingress("", "{name: wep, port: {number: 80}}", SERVED))
                        .forbid(ResourceType.SERVICES)))
                .isEmpty();
    }

    @Test
    void reportsACertificateThatIsNotThereAndDependsOnWhoMakesIt() throws ClusterException {
        String tls = ingress("tls: [{secretName: web-tls}],", "{name: web, port: {number: 80}}", SERVED) + SERVICE;

        assertThat(check.findings(FakeCluster.of(tls)).get(0).dependsOn())
                .extracting(Object::toString)
                .containsExactly("Secret shop/web-tls", "Certificate shop/web-tls");
        assertThat(check.reasons(FakeCluster.of(tls)
                        .with("{apiVersion: v1, kind: Secret, metadata: {name: web-tls, namespace: shop}}")))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(tls).forbid(ResourceType.SECRETS, "shop")))
                .isEmpty();
    }

    @Test
    void reportsAnIngressThatNobodyServes() throws ClusterException {
        String backend = "{name: web, port: {number: 80}}";

        assertThat(check.findings(FakeCluster.of(ingress("ingressClassName: nginx,", backend, "{}") + SERVICE))
                        .get(0))
                .extracting(Finding::reason, Finding::cause)
                .containsExactly("IngressClassMissing", "IngressClass nginx does not exist; there is none at all");
        assertThat(check.reasons(FakeCluster.of(ingress("", backend, "{}") + SERVICE)))
                .containsExactly("IngressClassMissing");
    }

    @Test
    void takesAnAddressADefaultOrAnOldAnnotationForService() throws ClusterException {
        String backend = "{name: web, port: {number: 80}}";
        String annotated = ingress("", backend, "{}")
                .replace("namespace: shop,", "namespace: shop, annotations: {kubernetes.io/ingress.class: nginx},");
        String defaultClass =
                "\n---\n{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: nginx, annotations:"
                        + " {ingressclass.kubernetes.io/is-default-class: \"true\"}}}\n";

        assertThat(check.reasons(FakeCluster.of(ingress("ingressClassName: nginx,", backend, SERVED) + SERVICE)))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(annotated + SERVICE))).isEmpty();
        assertThat(check.reasons(FakeCluster.of(ingress("", backend, "{}") + SERVICE + defaultClass)))
                .isEmpty();
    }

    @Test
    void reportsAnErrorOfTheLoadBalancer() throws ClusterException {
        String status =
                "{loadBalancer: {ingress: [{ip: 203.0.113.9, ports: [{port: 443, protocol: TCP, error: CertificateRejected}]}]}}";

        assertThat(check.reasons(FakeCluster.of(ingress("", "{name: web, port: {number: 80}}", status) + SERVICE)))
                .containsExactly("IngressLoadBalancerError");
    }

    @Test
    void doesNotTakeTheNameOfAnActionForAService() throws ClusterException {
        assertThat(check.reasons(
                        FakeCluster.of(ingress("", "{name: ssl-redirect, port: {name: use-annotation}}", SERVED))))
                .isEmpty();
    }

    @Test
    void givesACertificateTimeToBeIssued() throws ClusterException {
        String tls = ingress("tls: [{secretName: web-tls}],", "{name: web, port: {number: 80}}", SERVED) + SERVICE;

        assertThat(check.reasons(FakeCluster.of(tls.replace("10:00:00Z", "11:55:00Z"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(tls.replace("10:00:00Z", "11:45:00Z"))))
                .containsExactly("IngressTlsSecretMissing");
    }

    @Test
    void dependsOnTheCertificateThatIsToFillTheSecretWhateverItsName() throws ClusterException {
        FakeCluster cluster = FakeCluster.of("""
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: web, namespace: shop, creationTimestamp: "2026-01-02T10:00:00Z"}
                spec: {tls: [{secretName: web-tls}]}
                status: {loadBalancer: {ingress: [{ip: 10.0.0.1}]}}
                ---
                apiVersion: cert-manager.io/v1
                kind: Certificate
                metadata: {name: shop-front, namespace: shop}
                spec: {secretName: web-tls}
                ---
                apiVersion: cert-manager.io/v1
                kind: Certificate
                metadata: {name: other, namespace: shop}
                spec: {secretName: other-tls}
                """);

        assertThat(check.findings(cluster).get(0).dependsOn())
                .extracting(Object::toString)
                .containsExactly("Secret shop/web-tls", "Certificate shop/web-tls", "Certificate shop/shop-front");
    }

    @Test
    void wantsToSeeForAWhileWhatMayHaveChangedJustNow() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(ingress(
                                "ingressClassName: nginx, tls: [{secretName: web-tls}],",
                                "{name: wep, port: {number: 80}}",
                                "{}")
                        + SERVICE)))
                .extracting(Finding::reason, Finding::sustained)
                .containsExactly(
                        tuple("IngressBackendMissing", Duration.ofMinutes(1)),
                        tuple("IngressTlsSecretMissing", Duration.ofMinutes(10)),
                        tuple("IngressClassMissing", Duration.ofMinutes(5)));
    }
}
