package dev.midwatch.skills.certmanager;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A Certificate, in cert-manager's words. */
record Certificate(KubeObject object) {
    static final ResourceType TYPE = ResourceType.namespaced("cert-manager.io", "v1", "certificates", "Certificate");

    static final List<Permission> PERMISSIONS =
            List.of(Permission.list(TYPE, "spec.secretName", "spec.issuerRef", "spec.dnsNames", "status"));

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
        String kind = object.at("spec.issuerRef.kind").text("Issuer");
        return new ObjectRef(
                object.at("spec.issuerRef.group").text("cert-manager.io") + "/v1",
                kind,
                kind.startsWith("Cluster") ? "" : object.namespace(),
                object.at("spec.issuerRef.name").text(),
                "");
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
