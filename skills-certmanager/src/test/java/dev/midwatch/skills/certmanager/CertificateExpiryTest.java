package dev.midwatch.skills.certmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateExpiryTest extends CheckContract {
    private static String certificate(String notAfter, String more) {
        return """
                apiVersion: cert-manager.io/v1
                kind: Certificate
                metadata: {name: web, namespace: shop, uid: u1, creationTimestamp: "2025-10-01T00:00:00Z"}
                spec: {secretName: web-tls, issuerRef: {name: ca}}
                status: {notAfter: "%s"%s}
                """.formatted(notAfter, more);
    }

    private static String renewing(String renewalTime) {
        return ", renewalTime: \"%s\"".formatted(renewalTime);
    }

    @Override
    protected Check check() {
        return new CertificateExpiry();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault("an expired one", "CertificateExpired", certificate("2026-01-01T00:00:00Z", "")),
                new Fault(
                        "one past its renewal time",
                        "CertificateExpiring",
                        certificate("2026-01-20T00:00:00Z", renewing("2025-12-25T00:00:00Z"))),
                new Fault("one without a renewal time", "CertificateExpiring", certificate("2026-01-20T00:00:00Z", "")),
                new Fault(
                        "a short-lived one whose renewal is late",
                        "CertificateExpiring",
                        certificate("2026-01-02T12:05:00Z", renewing("2026-01-02T11:45:00Z"))));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("one with a month left", certificate("2026-02-03T00:00:00Z", "")),
                new LookAlike(
                        "a short-lived one before its renewal time",
                        certificate("2026-01-02T18:00:00Z", renewing("2026-01-02T13:00:00Z"))),
                new LookAlike(
                        "one whose renewal has just begun",
                        certificate("2026-01-10T00:00:00Z", renewing("2026-01-02T11:30:00Z"))),
                new LookAlike("one that was never issued", certificate("", "")),
                new LookAlike(
                        "one that is being deleted",
                        certificate("2026-01-01T00:00:00Z", "")
                                .replace("uid: u1", "uid: u1, deletionTimestamp: \"2026-01-02T11:00:00Z\"")));
    }

    @Test
    void isCriticalInTheLastWeek() throws Exception {
        FakeCluster fiveDays = FakeCluster.of(certificate("2026-01-07T13:00:00Z", ""));
        FakeCluster fourteenDays = FakeCluster.of(certificate("2026-01-16T13:00:00Z", ""));

        assertThat(CheckRun.of(check()).findings(fiveDays))
                .extracting(Finding::severity, Finding::summary)
                .containsExactly(
                        tuple(Severity.CRITICAL, "Certificate shop/web expires in 5 days and was not renewed"));
        assertThat(CheckRun.of(check()).findings(fourteenDays))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void warnsAsEarlyAsTheOperatorSays() throws Exception {
        FakeCluster cluster = FakeCluster.of(certificate("2026-01-20T00:00:00Z", ""));

        assertThat(CheckRun.of(check())
                        .with("expires_within", Duration.ofDays(10))
                        .reasons(cluster))
                .isEmpty();
    }

    @Test
    void saysWhyItWasNotRenewed() throws Exception {
        Finding finding = CheckRun.of(check())
                .findings(FakeCluster.of(certificate("2026-01-20T00:00:00Z", """
                        , renewalTime: "2025-12-25T00:00:00Z", failedIssuanceAttempts: 3,
                        conditions: [{type: Issuing, status: "False", reason: Failed, message: challenge refused}]""")))
                .get(0);

        assertThat(finding.cause()).isEqualTo("challenge refused");
        assertThat(finding.evidence()).containsEntry("failed attempts", "3").containsEntry("secret", "web-tls");
        assertThat(finding.since()).contains(Instant.parse("2025-12-25T00:00:00Z"));
    }

    @Test
    void foldsUnderWhateverKeepsItFromBeingIssued() throws Exception {
        Finding finding = CheckRun.of(check())
                .findings(FakeCluster.of(certificate("2026-01-07T13:00:00Z", "")))
                .get(0);

        assertThat(finding.dependsOn()).extracting(ObjectRef::kind).containsExactly("Issuer", "Certificate");
    }
}
