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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Certificates that are not ready for longer than an issuance takes. An expired one is told by {@link CertificateExpiry}. */
final class CertificateReady implements Check {
    /** With these there is nothing valid to serve; with the others an older certificate still does its work. */
    private static final Set<String> NOTHING_TO_SERVE =
            Set.of("DoesNotExist", "MissingData", "InvalidKeyPair", "InvalidCertificate");

    @Override
    public String name() {
        return "certificate-ready";
    }

    @Override
    public String description() {
        return "cert-manager certificates that are not ready";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.concat(Certificate.PERMISSIONS.stream(), Issuer.PERMISSIONS.stream())
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("not_ready_after", Duration.ofMinutes(10), "how long an issuance may take"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Certificate> all = Certificate.in(context);
        return all.stream()
                .filter(certificate -> !certificate.expiredAt(context.now()))
                .filter(certificate ->
                        certificate.ready().filter(Condition::isTrue).isEmpty())
                .filter(certificate -> context.age(lastMove(certificate))
                                .compareTo(context.duration("not_ready_after", certificate.object()))
                        >= 0)
                .map(certificate -> finding(certificate, all, context))
                .toList();
    }

    /** Its last change of readiness or the start of an attempt that still runs; its creation while it has neither. */
    private static Instant lastMove(Certificate certificate) {
        return Stream.of(
                        certificate.ready().flatMap(Condition::since),
                        certificate.issuing().filter(Condition::isTrue).flatMap(Condition::since))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .or(certificate.object()::created)
                .orElse(Instant.EPOCH);
    }

    private static Finding finding(Certificate certificate, List<Certificate> all, CheckContext context) {
        Optional<Condition> ready = certificate.ready();
        String reason = ready.map(Condition::reason).orElse("");
        String condition = ready.map(Condition::message)
                .orElse("cert-manager has not looked at it; its controller may not be running");
        String missing = IssuerNames.missing(certificate.issuer(), context);
        String cause = Stream.of(missing, certificate.whyNotIssued(), condition, NotReadyReason.meaning(reason))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return Finding.warning("CertificateNotReady", certificate.object())
                .severity(NOTHING_TO_SERVE.contains(reason) ? Severity.CRITICAL : Severity.WARNING)
                .causeClass(reason)
                .summary("%s is not ready%s"
                        .formatted(certificate.object(), reason.isEmpty() ? "" : " (%s)".formatted(reason)))
                .cause(OneLine.of(cause))
                .evidence("meaning", NotReadyReason.meaning(reason))
                .evidence("condition", condition.equals(cause) ? "" : OneLine.of(condition))
                .evidence("same secret", sharers(certificate, all))
                .evidence("failed attempts", certificate.failures())
                .evidence("next retry", certificate.nextRetryText(context.now()))
                .evidence(
                        "not after",
                        certificate.notAfter().map(Instant::toString).orElse(""))
                .evidence("dns names", certificate.dnsNames())
                .evidence("secret", certificate.secret())
                .evidence("issuer", certificate.issuer().toString())
                .since(ready.flatMap(Condition::since).or(certificate.object()::created))
                // What else is known of its issuance, a challenge that fails, is why.
                .dependsOn(certificate.issuer(), certificate.object().ref())
                .look(certificate.look());
    }

    /** Two that write the same Secret take it from each other for ever. */
    private static String sharers(Certificate certificate, List<Certificate> all) {
        return all.stream()
                .filter(other ->
                        !other.object().ref().sameAs(certificate.object().ref()))
                .filter(other ->
                        other.object().namespace().equals(certificate.object().namespace()))
                .filter(other -> other.secret().equals(certificate.secret()))
                .map(other -> other.object().toString())
                .limit(3)
                .collect(Collectors.joining(", "));
    }
}
