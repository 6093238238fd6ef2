package dev.midwatch.core.view;

import dev.midwatch.api.check.Finding;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.check.Observed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes rows of what the ledger holds. */
final class FindingRows {
    private FindingRows() {}

    static FindingRow of(LedgerEntry entry, LedgerEntry.State state, long folded) {
        return row(entry.observed(), entry, state.toString(), entry.since(), folded);
    }

    /** Of one that waits to count. */
    static FindingRow of(Observed observed, Instant firstSeen, Instant lastSeen, long cycles) {
        Finding finding = observed.finding();
        return new FindingRow(
                observed.fingerprint(),
                LedgerEntry.State.PENDING.toString(),
                finding.severity().toString(),
                finding.reason(),
                observed.check(),
                observed.plugin(),
                Ref.of(finding.subject()),
                Ref.of(finding.owner()),
                observed.affected(),
                firstSeen,
                firstSeen,
                lastSeen,
                Optional.empty(),
                cycles,
                finding.summary(),
                cause(finding),
                evidence(finding),
                observed.causedBy(),
                0,
                finding.look(),
                Optional.empty(),
                Optional.empty());
    }

    private static FindingRow row(Observed observed, LedgerEntry entry, String state, Instant since, long folded) {
        Finding finding = observed.finding();
        return new FindingRow(
                observed.fingerprint(),
                state,
                finding.severity().toString(),
                finding.reason(),
                observed.check(),
                observed.plugin(),
                Ref.of(finding.subject()),
                Ref.of(finding.owner()),
                observed.affected(),
                since,
                entry.spell().firstSeen(),
                entry.spell().lastSeen(),
                entry.spell().resolved(),
                entry.spell().cycles(),
                finding.summary(),
                cause(finding),
                evidence(finding),
                observed.causedBy(),
                folded,
                finding.look(),
                entry.told().at(),
                entry.told().acknowledgedBy());
    }

    private static Optional<String> cause(Finding finding) {
        return Optional.of(finding.cause()).filter(text -> !text.isEmpty());
    }

    private static List<Fact> evidence(Finding finding) {
        return finding.evidence().entrySet().stream()
                .map(entry -> new Fact(entry.getKey(), entry.getValue()))
                .toList();
    }
}
