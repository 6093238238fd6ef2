package dev.midwatch.skills.certmanager;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Certificates that are good for now and cannot be renewed. One that is not good is told by {@link CertificateReady}. */
final class CertificateRenewal implements Check {
    @Override
    public String name() {
        return "certificate-renewal";
    }

    @Override
    public String description() {
        return "cert-manager certificates in use whose renewal fails or does not end";
    }

    @Override
    public List<Permission> permissions() {
        return Certificate.PERMISSIONS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("issuing_after", Duration.ofHours(1), "how long an attempt may run"),
                new Setting("failed_attempts", 2, "how many failures in a row are worth a warning"),
                new Setting("time_left", Duration.ofDays(7), "time left with which one failure is worth a warning"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        return Certificate.in(context).stream()
                .filter(certificate ->
                        certificate.ready().filter(Condition::isTrue).isPresent())
                .filter(certificate -> !certificate.expiredAt(context.now()))
                .flatMap(certificate -> judge(certificate, context).stream())
                .toList();
    }

    private static Optional<Finding> judge(Certificate certificate, CheckContext context) {
        Optional<Instant> begun =
                certificate.issuing().filter(Condition::isTrue).flatMap(Condition::since);
        boolean hangs = begun.filter(start ->
                        context.age(start).compareTo(context.duration("issuing_after", certificate.object())) >= 0)
                .isPresent();
        if (hangs) {
            return Optional.of(about(
                    certificate,
                    context,
                    Finding.warning("CertificateIssuingHangs", certificate.object())
                            .summary("The renewal of %s does not end".formatted(certificate.object()))
                            .cause(OneLine.of(certificate
                                    .issuing()
                                    .map(Condition::message)
                                    .orElse("")))
                            .since(begun)));
        }
        return certificate.failedAttempts() > 0 ? Optional.of(failing(certificate, context)) : Optional.empty();
    }

    /** The first failure is repeated by itself in an hour, with weeks left; it is told, but nobody is woken. */
    private static Finding failing(Certificate certificate, CheckContext context) {
        boolean often = certificate.failedAttempts() >= context.number("failed_attempts", certificate.object());
        boolean late = certificate
                .notAfter()
                .filter(end -> Duration.between(context.now(), end)
                                .compareTo(context.duration("time_left", certificate.object()))
                        < 0)
                .isPresent();
        return about(
                certificate,
                context,
                Finding.warning("CertificateRenewalFailing", certificate.object())
                        .severity(often || late ? Severity.WARNING : Severity.INFO)
                        .summary("The renewal of %s failed %s"
                                .formatted(
                                        certificate.object(),
                                        certificate.failedAttempts() == 1
                                                ? "once"
                                                : certificate.failedAttempts() + " times in a row"))
                        .cause(OneLine.of(certificate.whyNotIssued()))
                        .since(certificate.lastFailure()));
    }

    private static Finding about(Certificate certificate, CheckContext context, Finding finding) {
        return finding.evidence("failed attempts", certificate.failures())
                .evidence("next retry", certificate.nextRetryText(context.now()))
                .evidence(
                        "not after",
                        certificate.notAfter().map(Instant::toString).orElse(""))
                .evidence("dns names", certificate.dnsNames())
                // What else is known of its issuance, a challenge that fails, is why.
                .dependsOn(certificate.issuer(), certificate.object().ref())
                .look(certificate.look());
    }
}
