package dev.midwatch.skills.certmanager;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A Certificate, in cert-manager's words. */
record Certificate(KubeObject object) {
    static final ResourceType TYPE = ResourceType.namespaced("cert-manager.io", "v1", "certificates", "Certificate");

    static final List<Permission> PERMISSIONS =
            List.of(Permission.list(TYPE, "spec.secretName", "spec.issuerRef", "spec.dnsNames", "status"));

    private static final Duration FIRST_PAUSE = Duration.ofHours(1);
    /** As often is the pause doubled. */
    private static final long LONGEST_PAUSE = 5;

    /** The certificates that are meant to stay. */
    static List<Certificate> in(CheckContext context) throws ClusterException {
        return context.cluster().list(TYPE).stream()
                .filter(object -> object.deletionRequested().isEmpty())
                .map(Certificate::new)
                .toList();
    }

    Optional<Condition> ready() {
        return object.condition("Ready");
    }

    Optional<Condition> issuing() {
        return object.condition("Issuing");
    }

    /** When what its Secret holds stops being valid; empty before the first issuance. */
    Optional<Instant> notAfter() {
        return object.at("status.notAfter").time();
    }

    /** When what was issued last became valid. */
    Optional<Instant> notBefore() {
        return object.at("status.notBefore").time();
    }

    /** Whether it is for this one to fill the Secret. */
    boolean writes(KubeObject other) {
        return other.namespace().equals(object.namespace()) && other.name().equals(secret());
    }

    /** When cert-manager means to replace it. */
    Optional<Instant> renewalTime() {
        return object.at("status.renewalTime").time();
    }

    boolean expiredAt(Instant now) {
        return notAfter().filter(end -> !end.isAfter(now)).isPresent();
    }

    long failedAttempts() {
        return object.at("status.failedIssuanceAttempts").number(0);
    }

    String secret() {
        return object.at("spec.secretName").text();
    }

    String dnsNames() {
        return String.join(", ", object.at("spec.dnsNames").texts());
    }

    /** Whose trouble would explain this one's. */
    ObjectRef issuer() {
        return IssuerRef.of(object);
    }

    /** Whether an attempt to issue it may be going on, or failed and will be repeated. */
    boolean isUnderWay() {
        return ready().filter(Condition::isTrue).isEmpty()
                || issuing().filter(Condition::isTrue).isPresent()
                || failedAttempts() > 0;
    }

    Optional<Instant> lastFailure() {
        return object.at("status.lastFailureTime").time();
    }

    /** When cert-manager tries again: an hour after the first failure, twice as long after each further one, 32 hours at most. */
    Optional<Instant> nextRetry() {
        long doublings = Math.min(Math.max(failedAttempts() - 1, 0), LONGEST_PAUSE);
        return lastFailure()
                .filter(failure -> failedAttempts() > 0)
                .map(failure -> failure.plus(FIRST_PAUSE.multipliedBy(1L << doublings)));
    }

    /** For people; empty if nothing failed. */
    String nextRetryText(Instant now) {
        return nextRetry()
                .map(retry -> retry.isAfter(now) ? retry.toString() : retry + ", which has passed")
                .orElse("");
    }

    /** Why the last attempt did not bring a certificate, in cert-manager's words; empty if none is known to have failed. */
    String whyNotIssued() {
        return issuing()
                .filter(Condition::isFalse)
                .or(() -> ready().filter(Condition::isFalse))
                .map(Condition::message)
                .orElse("");
    }

    /** How often issuing failed since it last worked; empty if it did not. */
    String failures() {
        return failedAttempts() == 0 ? "" : Long.toString(failedAttempts());
    }

    String look() {
        return "kubectl -n %s describe certificate %s".formatted(object.namespace(), object.name());
    }
}
