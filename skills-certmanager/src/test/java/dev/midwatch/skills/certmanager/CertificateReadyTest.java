package dev.midwatch.skills.certmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateReadyTest extends CheckContract {
    private static String certificate(String status) {
        return """
                apiVersion: cert-manager.io/v1
                kind: Certificate
                metadata: {name: web, namespace: shop, uid: u1, creationTimestamp: "2025-12-01T00:00:00Z"}
                spec: {secretName: web-tls, dnsNames: [shop.example.com], issuerRef: {name: letsencrypt, kind: ClusterIssuer}}
                status: {%s}
                """.formatted(status);
    }

    private static String notReady(String reason, String since, String more) {
        return certificate("""
                conditions: [{type: Ready, status: "False", reason: %s, message: not yet, lastTransitionTime: "%s"}%s]""".formatted(reason, since, more));
    }

    private static final String FAILED = notReady("DoesNotExist", "2026-01-02T11:00:00Z", """
            , {type: Issuing, status: "False", reason: Failed, lastTransitionTime: "2026-01-02T11:10:00Z",
               message: "The certificate request has failed to complete and will be retried: order is invalid"}""");

    private static final String ISSUER = """
            ---
            apiVersion: cert-manager.io/v1
            kind: ClusterIssuer
            metadata: {name: letsencrypt}
            """;

    @Override
    protected Check check() {
        return new CertificateReady();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault("one that was never issued", "CertificateNotReady", FAILED),
                new Fault(
                        "one whose Secret belongs to another issuer",
                        "CertificateNotReady",
                        notReady("IncorrectIssuer", "2026-01-02T11:00:00Z", "")),
                new Fault(
                        "an issuance that takes an hour",
                        "CertificateNotReady",
                        notReady("DoesNotExist", "2026-01-02T11:00:00Z", """
                        , {type: Issuing, status: "True", reason: DoesNotExist, lastTransitionTime: "2026-01-02T11:00:00Z"}""")),
                new Fault("one that cert-manager never looked at", "CertificateNotReady", certificate("")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("a ready one", certificate("conditions: [{type: Ready, status: \"True\"}]")),
                new LookAlike("one not ready for a minute", notReady("DoesNotExist", "2026-01-02T11:59:00Z", "")),
                new LookAlike(
                        "one made a minute ago",
                        certificate("").replace("2025-12-01T00:00:00Z", "2026-01-02T11:59:00Z")),
                new LookAlike(
                        "one that is being issued anew", notReady("IncorrectCertificate", "2026-01-02T11:00:00Z", """
                        , {type: Issuing, status: "True", reason: IncorrectCertificate, lastTransitionTime: "2026-01-02T11:55:00Z"}""")),
                new LookAlike("an expired one, which the check of expiry tells", certificate("""
                        notAfter: "2026-01-01T00:00:00Z",
                        conditions: [{type: Ready, status: "False", reason: Expired, lastTransitionTime: "2026-01-01T00:00:00Z"}]""")),
                new LookAlike(
                        "one that is being deleted",
                        FAILED.replace("uid: u1", "uid: u1, deletionTimestamp: \"2026-01-02T11:00:00Z\"")));
    }

    @Test
    void takesTheCauseFromTheLastAttemptAndFoldsUnderTheIssuer() throws Exception {
        Finding finding =
                CheckRun.of(check()).findings(FakeCluster.of(FAILED + ISSUER)).get(0);

        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.cause()).endsWith("order is invalid");
        assertThat(finding.evidence()).containsEntry("dns names", "shop.example.com");
        assertThat(finding.dependsOn())
                .extracting(ObjectRef::key)
                .containsExactly("cert-manager.io/ClusterIssuer//letsencrypt", "cert-manager.io/Certificate/shop/web");
    }

    @Test
    void isLessAlarmedWhileAnOlderCertificateDoesItsWork() throws Exception {
        String manifest = notReady("IncorrectIssuer", "2026-01-02T11:00:00Z", "");

        assertThat(CheckRun.of(check()).findings(FakeCluster.of(manifest)))
                .extracting("severity")
                .containsExactly(Severity.WARNING);
    }

    @Test
    void saysThatTheIssuerIsMissingAndWhatThereIs() throws Exception {
        assertThat(cause(FakeCluster.of(FAILED)))
                .isEqualTo("ClusterIssuer letsencrypt does not exist; there is none at all");
        assertThat(cause(FakeCluster.of(FAILED + ISSUER.replace("letsencrypt", "letsencrypt-prod"))))
                .isEqualTo("ClusterIssuer letsencrypt does not exist; there is letsencrypt-prod");
        assertThat(cause(FakeCluster.of(FAILED
                        + ISSUER.replace("ClusterIssuer", "Issuer")
                                .replace("letsencrypt}", "letsencrypt, namespace: shop}"))))
                .isEqualTo("ClusterIssuer letsencrypt does not exist; there is one of kind Issuer");
        assertThat(cause(FakeCluster.of(FAILED).forbid(Issuer.CLUSTER_ISSUERS))).endsWith("order is invalid");
        assertThat(cause(FakeCluster.of(
                        FAILED.replace("kind: ClusterIssuer}", "kind: ClusterIssuer, group: awspca.cert-manager.io}"))))
                .endsWith("order is invalid");
    }

    @Test
    void namesWhoElseWritesTheSecretAndSaysWhatTheReasonMeans() throws Exception {
        String wrong = notReady("IncorrectCertificate", "2026-01-02T11:00:00Z", "");
        FakeCluster both = FakeCluster.of(wrong + ISSUER + "---\n" + wrong.replace("name: web,", "name: web2,"));

        assertThat(CheckRun.of(check()).findings(both).get(0).evidence())
                .containsEntry("same secret", "Certificate shop/web2")
                .containsEntry("meaning", "its Secret was written for another Certificate");
    }

    private String cause(FakeCluster cluster) throws Exception {
        return CheckRun.of(check()).findings(cluster).get(0).cause();
    }
}
