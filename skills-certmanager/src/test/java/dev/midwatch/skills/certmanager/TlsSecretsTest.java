package dev.midwatch.skills.certmanager;

import static dev.midwatch.skills.certmanager.Chains.NOT_READY;
import static dev.midwatch.skills.certmanager.Chains.READY;
import static dev.midwatch.skills.certmanager.Chains.certificate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlsSecretsTest extends CheckContract {
    private static String secret(String notAfter, String names) {
        return secret("[%s]".formatted(fact("shop", "CA 1", "2025-01-01", notAfter, names)));
    }

    private static String secret(String facts) {
        return """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: web-tls, namespace: shop}
                data: {tls.crt: %s, tls.key: ""}
                """.formatted(facts);
    }

    private static String fact(String subject, String issuer, String notBefore, String notAfter, String names) {
        return "{subject: CN=%s, issuer: CN=%s, not_before: \"%sT00:00:00Z\", not_after: \"%sT00:00:00Z\", dns_names: [%s]}"
                .formatted(subject, issuer, notBefore, notAfter, names);
    }

    private static String signed(String subject, String issuer) {
        return fact(subject, issuer, "2025-01-01", "2035-01-01", "shop.example.com");
    }

    private static String ingress(String hosts) {
        return """
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: web, namespace: shop}
                spec:
                  rules: [{host: shop.example.com}]
                  tls: [{secretName: web-tls, hosts: [%s]}]
                """.formatted(hosts);
    }

    private static final String INGRESS = ingress("shop.example.com");
    private static final String GATEWAY = """
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge, namespace: shop}
            spec: {listeners: [{name: https, hostname: "*.example.com", tls: {certificateRefs: [{name: web-tls}]}}]}
            """;

    @Override
    protected Check check() {
        return new TlsSecrets();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault(
                        "one that has ended",
                        "TlsCertificateExpired",
                        INGRESS + secret("2026-01-01", "shop.example.com")),
                new Fault(
                        "one that ends in two weeks",
                        "TlsCertificateExpiring",
                        INGRESS + secret("2026-01-16", "shop.example.com")),
                new Fault(
                        "one of a Gateway",
                        "TlsCertificateExpired",
                        GATEWAY + secret("2026-01-01", "\"*.example.com\"")),
                new Fault(
                        "a host that was added later",
                        "TlsHostNotCovered",
                        ingress("shop.example.com, pay.example.com") + secret("2026-06-01", "shop.example.com")),
                new Fault(
                        "a wildcard two labels above",
                        "TlsHostNotCovered",
                        ingress("a.shop.example.com") + secret("2026-06-01", "\"*.example.com\"")),
                new Fault(
                        "a wildcard host that has a certificate for one name",
                        "TlsHostNotCovered",
                        GATEWAY + secret("2026-06-01", "shop.example.com")),
                new Fault(
                        "a rule's host where no host is listed",
                        "TlsHostNotCovered",
                        ingress("") + secret("2026-06-01", "other.example.com")),
                new Fault(
                        "the root before the authority",
                        "TlsChainOutOfOrder",
                        INGRESS
                                + secret("[%s, %s, %s]"
                                        .formatted(
                                                signed("shop", "CA 1"),
                                                signed("Root", "Root"),
                                                signed("CA 1", "Root")))),
                new Fault(
                        "a chain without the authority that signed",
                        "TlsChainOutOfOrder",
                        INGRESS + secret("[%s, %s]".formatted(signed("shop", "CA 1"), signed("Root", "Root")))));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("one for months", INGRESS + secret("2026-06-01", "shop.example.com")),
                new LookAlike("a wildcard one label above", INGRESS + secret("2026-06-01", "\"*.example.com\"")),
                new LookAlike("other letters", ingress("Shop.Example.com") + secret("2026-06-01", "shop.example.com")),
                new LookAlike(
                        "one that lives for days and has most of them left",
                        INGRESS
                                + secret("[" + fact("shop", "CA 1", "2026-01-01", "2026-01-07", "shop.example.com")
                                        + "]")),
                new LookAlike("an old one that nobody serves", secret("2026-01-01", "shop.example.com")),
                new LookAlike(
                        "one whose end cert-manager's check tells",
                        INGRESS + certificate(READY) + secret("2026-01-16", "shop.example.com")),
                new LookAlike(
                        "a host whose certificate is being issued",
                        ingress("new.example.com") + certificate(NOT_READY) + secret("2026-06-01", "shop.example.com")),
                new LookAlike("a signer of itself", INGRESS + secret("[" + signed("shop", "shop") + "]")),
                new LookAlike(
                        "a whole chain with a root that another root signed",
                        INGRESS
                                + secret("[%s, %s, %s, %s]"
                                        .formatted(
                                                signed("shop", "CA 1"),
                                                signed("CA 1", "Root"),
                                                signed("Root", "Older"),
                                                signed("Root", "Root")))),
                new LookAlike(
                        "one of two certificates of an Ingress that says not which is for which host",
                        INGRESS.replace(
                                        "[{secretName: web-tls, hosts: [shop.example.com]}]",
                                        "[{secretName: web-tls}, {secretName: shop-tls}]")
                                + secret("2026-06-01", "pay.example.com")),
                new LookAlike("what cannot be read", INGRESS + secret("Z2FyYmFnZQ==")),
                new LookAlike(
                        "facts of another shape", INGRESS + secret("[{subject: 1, dns_names: [shop.example.com]}]")));
    }

    @Test
    void isCriticalInTheLastWeekOrNinthOfALife() throws Exception {
        assertThat(severity(secret("2026-01-08", "shop.example.com"))).isEqualTo(Severity.CRITICAL);
        assertThat(severity(secret("2026-01-16", "shop.example.com"))).isEqualTo(Severity.WARNING);
        String days = "[" + fact("shop", "CA 1", "2025-12-28", "2026-01-04", "shop.example.com") + "]";
        assertThat(severity(secret(days))).isEqualTo(Severity.WARNING);
        assertThat(severity(secret(days.replace("2026-01-04", "2026-01-03")))).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void tellsOneSecretOnceHoweverManyServeIt() throws Exception {
        String world = INGRESS + INGRESS.replace("name: web,", "name: api,") + secret("2026-01-01", "shop.example.com");
        List<Finding> findings = CheckRun.of(check()).findings(FakeCluster.of(world));

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).evidence()).containsEntry("served by", "Ingress shop/web, Ingress shop/api");
    }

    @Test
    void foldsAHostUnderTheCertificateThatShouldNameIt() throws Exception {
        String world = ingress("pay.example.com") + certificate(READY) + secret("2026-06-01", "shop.example.com");
        Finding finding = CheckRun.of(check()).findings(FakeCluster.of(world)).get(0);

        assertThat(finding.cause()).isEqualTo("the certificate in Secret shop/web-tls names shop.example.com");
        assertThat(finding.dependsOn()).extracting(ObjectRef::key).contains("cert-manager.io/Certificate/shop/web");
        assertThat(finding.sustained()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void looksAtGatewaysWhereIngressesAreHidden() throws Exception {
        FakeCluster cluster = FakeCluster.of(GATEWAY + secret("2026-01-01", "\"*.example.com\""))
                .forbid(ResourceType.INGRESSES);

        assertThat(CheckRun.of(check()).reasons(cluster)).containsExactly("TlsCertificateExpired");
    }

    private Severity severity(String secret) throws Exception {
        return CheckRun.of(check())
                .findings(FakeCluster.of(INGRESS + secret))
                .get(0)
                .severity();
    }

    @Test
    void doesNotSayWhoRenewsItWhereCertificatesCannotBeSeen() throws Exception {
        FakeCluster cluster = FakeCluster.of(INGRESS + secret("2026-01-16", "shop.example.com"));

        assertThat(CheckRun.of(check()).findings(cluster).get(0).cause()).startsWith("no Certificate of cert-manager");
        assertThat(CheckRun.of(check())
                        .findings(cluster.forbid(Certificate.TYPE, "shop"))
                        .get(0)
                        .cause())
                .isEmpty();
    }
}
