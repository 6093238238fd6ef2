package dev.midwatch.core.view;

import dev.midwatch.api.check.Finding;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.check.Observed;
import dev.midwatch.core.check.Spell;
import dev.midwatch.core.check.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes rows of what the ledger holds. */
final class FindingRows {
    private FindingRows() {}

    static FindingRow of(LedgerEntry entry, LedgerEntry.State state, long folded) {
        return row(entry.observed(), state, entry.since(), entry.spell(), entry.told(), folded);
    }

    /** Of one that waits to count. */
    static FindingRow of(Observed observed, Instant firstSeen, Instant lastSeen, long cycles) {
        Spell spell =
                new Spell(firstSeen, lastSeen, cycles, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
        Told nothing = new Told(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return row(observed, LedgerEntry.State.PENDING, firstSeen, spell, nothing, 0);
    }

    private static FindingRow row(
            Observed observed, LedgerEntry.State state, Instant since, Spell spell, Told told, long folded) {
        Finding finding = observed.finding();
        return new FindingRow(
                observed.fingerprint(),
                state.toString(),
                finding.severity().toString(),
                finding.reason(),
                observed.check(),
                observed.plugin(),
                Ref.of(finding.subject()),
                Ref.of(finding.owner()),
                observed.affected(),
                since,
                spell.firstSeen(),
                spell.lastSeen(),
                spell.resolved(),
                spell.cycles(),
                finding.summary(),
                cause(finding),
                evidence(finding),
                observed.causedBy(),
                folded,
                finding.look(),
                told.at(),
                told.acknowledgedBy());
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
