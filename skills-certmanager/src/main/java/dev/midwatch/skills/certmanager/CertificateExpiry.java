package dev.midwatch.skills.certmanager;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Certificates that have expired, or will soon and should have been renewed by now. One that is close to its end but not yet at its
 * renewal time is as it should be: cert-manager replaces it by itself.
 */
final class CertificateExpiry implements Check {
    @Override
    public String name() {
        return "certificate-expiry";
    }

    @Override
    public String description() {
        return "cert-manager certificates that have expired or were not renewed in time";
    }

    @Override
    public List<Permission> permissions() {
        return Certificate.PERMISSIONS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("expires_within", Duration.ofDays(21), "time left that is worth a warning"),
                new Setting("critical_within", Duration.ofDays(7), "time left that is critical"),
                new Setting(
                        "renewal_takes", Duration.ofHours(1), "how long a renewal may run before it counts as late"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        return Certificate.in(context).stream()
                .flatMap(
                        certificate -> certificate.notAfter().flatMap(end -> judge(certificate, end, context)).stream())
                .toList();
    }

    private static Optional<Finding> judge(Certificate certificate, Instant end, CheckContext context) {
        KubeObject object = certificate.object();
        Instant now = context.now();
        if (certificate.expiredAt(now)) {
            return Optional.of(withDetails(
                    Finding.critical("CertificateExpired", object)
                            .summary("%s has expired".formatted(object))
                            .since(end),
                    certificate,
                    now));
        }
        Duration left = Duration.between(now, end);
        if (left.compareTo(context.duration("expires_within", object)) >= 0
                || renewalIsDue(certificate, end, context)) {
            return Optional.empty();
        }
        boolean critical = left.compareTo(context.duration("critical_within", object)) < 0;
        return Optional.of(withDetails(
                Finding.warning("CertificateExpiring", object)
                        .severity(critical ? Severity.CRITICAL : Severity.WARNING)
                        .summary("%s expires in %s and was not renewed".formatted(object, Span.inWords(left)))
                        .since(certificate.renewalTime()),
                certificate,
                now));
    }

    /**
     * Whether its renewal is still to come, or has just begun. A certificate that lives for an hour cannot take that long to be
     * renewed: half of what was left to it is the most.
     */
    private static boolean renewalIsDue(Certificate certificate, Instant end, CheckContext context) {
        return certificate
                .renewalTime()
                .filter(renewal -> {
                    Duration half = Duration.between(renewal, end).dividedBy(2);
                    Duration setting = context.duration("renewal_takes", certificate.object());
                    Duration patience = half.compareTo(setting) < 0 ? half : setting;
                    return context.now().isBefore(renewal.plus(patience));
                })
                .isPresent();
    }

    private static Finding withDetails(Finding finding, Certificate certificate, Instant now) {
        return finding.cause(OneLine.of(certificate.whyNotIssued()))
                .evidence(
                        "not after",
                        certificate.notAfter().map(Instant::toString).orElse(""))
                .evidence(
                        "renewal time",
                        certificate.renewalTime().map(Instant::toString).orElse("none is set"))
                .evidence("failed attempts", certificate.failures())
                .evidence("next retry", certificate.nextRetryText(now))
                .evidence("dns names", certificate.dnsNames())
                .evidence("secret", certificate.secret())
                // What else is known of it, that it could not be issued, is why.
                .dependsOn(certificate.issuer(), certificate.object().ref())
                .look(certificate.look());
    }
}
