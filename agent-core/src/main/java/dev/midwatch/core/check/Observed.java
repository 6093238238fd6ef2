package dev.midwatch.core.check;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.core.text.Ages;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A finding of one cycle: those of the same fingerprint merged into one.
 *
 * @param fingerprint identity of the problem over time
 * @param affected    how many subjects show it
 * @param causedBy    fingerprint of the finding that explains this one, if one does
 * @param checks      names of the checks that reported it; the first one is its own
 */
public record Observed(
        String plugin,
        List<String> checks,
        String fingerprint,
        Finding finding,
        int affected,
        Optional<String> causedBy) {
    public Observed {
        Objects.requireNonNull(plugin, "plugin");
        checks = List.copyOf(checks);
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(causedBy, "causedBy");
    }

    static Observed of(RegisteredCheck check, Finding finding) {
        return new Observed(check.plugin(), List.of(check.name()), finding.fingerprint(), finding, 1, Optional.empty());
    }

    public String check() {
        return checks.get(0);
    }

    Observed explainedBy(Observed cause) {
        return new Observed(plugin, checks, fingerprint, finding, affected, Optional.of(cause.fingerprint));
    }

    Observed asGraveAs(Severity severity) {
        return new Observed(plugin, checks, fingerprint, finding.severity(severity), affected, causedBy);
    }

    /** For information only, and no cause of anything. */
    Observed asHygiene() {
        return new Observed(
                plugin, checks, fingerprint, finding.severity(Severity.INFO).explainsNothing(), affected, causedBy);
    }

    Observed unexplained() {
        return new Observed(plugin, checks, fingerprint, finding, affected, Optional.empty());
    }

    Observed seenOnce() {
        return finding.sustained().isZero()
                ? this
                : new Observed(
                        plugin,
                        checks,
                        fingerprint,
                        finding.evidence(
                                "seen", "once; it counts when it lasts for " + Ages.inWords(finding.sustained())),
                        affected,
                        causedBy);
    }

    boolean isRoot() {
        return causedBy.isEmpty();
    }
}
