package dev.midwatch.core.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A finding of the ledger.
 *
 * @param state          pending, open, acknowledged, silenced, flapping or resolved
 * @param severity       critical, warning or info
 * @param affected       how many objects it is about
 * @param since          since when, as evidence says it, else since it was first seen
 * @param told           when a channel accepted the last message about it
 * @param folded         how many findings it explains
 * @param causedBy       fingerprint of the one that explains it
 * @param look           the command to look for oneself
 */
public record FindingRow(
        String fingerprint,
        String state,
        String severity,
        String reason,
        String check,
        String plugin,
        Ref subject,
        Ref owner,
        int affected,
        Instant since,
        Instant firstSeen,
        Instant lastSeen,
        Optional<Instant> resolved,
        long cycles,
        String summary,
        Optional<String> cause,
        List<Fact> evidence,
        Optional<String> causedBy,
        long folded,
        String look,
        Optional<Instant> told,
        Optional<String> acknowledgedBy) {
    public FindingRow {
        evidence = List.copyOf(evidence);
    }
}
