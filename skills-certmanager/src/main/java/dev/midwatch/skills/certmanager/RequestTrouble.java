package dev.midwatch.skills.certmanager;

import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import java.util.Optional;

/** Why a CertificateRequest brings no certificate. */
enum RequestTrouble {
    DENIED("CertificateRequestDenied", Severity.WARNING, "was denied", "Denied"),
    INVALID("CertificateRequestInvalid", Severity.WARNING, "is not valid", "InvalidRequest"),
    FAILED("CertificateRequestFailed", Severity.WARNING, "failed", "Ready"),
    NOT_APPROVED("CertificateRequestNotApproved", Severity.WARNING, "waits for its approval", "Approved");

    final String reason;
    final Severity severity;
    final String words;
    /** The condition that says why. */
    final String condition;

    RequestTrouble(String reason, Severity severity, String words, String condition) {
        this.reason = reason;
        this.severity = severity;
        this.words = words;
        this.condition = condition;
    }

    /** Empty for one that was issued or is being worked on. */
    static Optional<RequestTrouble> of(KubeObject request) {
        Optional<Condition> ready = request.condition("Ready");
        String why = ready.filter(Condition::isFalse).map(Condition::reason).orElse("");
        if (ready.filter(Condition::isTrue).isPresent()) {
            return Optional.empty();
        }
        if (isTrue(request, "Denied") || why.equals("Denied")) {
            return Optional.of(DENIED);
        }
        if (isTrue(request, "InvalidRequest")) {
            return Optional.of(INVALID);
        }
        if (why.equals("Failed")) {
            return Optional.of(FAILED);
        }
        return isTrue(request, "Approved") ? Optional.empty() : Optional.of(NOT_APPROVED);
    }

    private static boolean isTrue(KubeObject request, String condition) {
        return request.condition(condition).filter(Condition::isTrue).isPresent();
    }
}
