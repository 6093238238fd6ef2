package dev.midwatch.skills.helm;

import dev.midwatch.api.check.Severity;
import java.util.Optional;

/** What the status of a release's newest revision means. */
enum Trouble {
    FAILED("HelmReleaseFailed", Severity.WARNING, "failed_after"),
    STUCK("HelmReleaseStuck", Severity.WARNING, "stuck_after"),
    UNKNOWN("HelmReleaseUnknown", Severity.WARNING, "stuck_after");

    final String reason;
    final Severity severity;
    /** The setting that says how long it may pass for work in progress. */
    final String patience;

    Trouble(String reason, Severity severity, String patience) {
        this.reason = reason;
        this.severity = severity;
        this.patience = patience;
    }

    /** Empty for what is deployed, superseded or gone on purpose, and for what a later Helm may write. */
    static Optional<Trouble> of(String status) {
        return switch (status) {
            case "failed" -> Optional.of(FAILED);
            case "pending-install", "pending-upgrade", "pending-rollback", "uninstalling" -> Optional.of(STUCK);
            case "unknown" -> Optional.of(UNKNOWN);
            default -> Optional.empty();
        };
    }
}
