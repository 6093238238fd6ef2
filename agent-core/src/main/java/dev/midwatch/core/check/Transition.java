package dev.midwatch.core.check;

import dev.midwatch.api.check.Severity;
import java.time.Instant;

/** How an entry of the ledger moves on from one cycle to the next, and what of it is news: pure functions. */
final class Transition {
    private Transition() {}

    /** The finding was seen again. */
    static LedgerEntry seen(LedgerEntry before, Observed now, Instant at, LedgerSettings settings) {
        boolean causeGone = before.causedBy().isPresent() && now.causedBy().isEmpty();
        Spell spell = before.spell().seen(at, causeGone, settings);
        boolean newSpell = spell.firstSeen().isAfter(before.spell().firstSeen());
        return new LedgerEntry(now, spell, newSpell ? before.told().afresh() : before.told());
    }

    /** The finding is gone, or stayed gone. */
    static LedgerEntry gone(LedgerEntry before, Instant at, LedgerSettings settings) {
        return new LedgerEntry(before.observed(), before.spell().gone(at, settings), before.told());
    }

    /** What of this people do not know yet. Findings of severity info are for those who ask. */
    static Change change(LedgerEntry entry, Instant at, LedgerSettings settings) {
        Told told = entry.told();
        if (told.underWay().isPresent() || entry.finding().severity() == Severity.INFO) {
            return Change.NONE;
        }
        if (entry.spell().flappingSince().isPresent()) {
            Instant since = entry.spell().flappingSince().get();
            boolean known = told.at().filter(when -> !when.isBefore(since)).isPresent();
            return known || isFolded(entry, at) ? Change.NONE : Change.FLAPPING;
        }
        if (!entry.isOpen()) {
            return told.at().isPresent() ? Change.RESOLVED : Change.NONE;
        }
        return isFolded(entry, at) ? Change.NONE : openChange(entry, at, settings);
    }

    private static Change openChange(LedgerEntry entry, Instant at, LedgerSettings settings) {
        Told told = entry.told();
        if (told.at().isEmpty()) {
            return Change.NEW;
        }
        if (entry.finding().severity().compareTo(told.severity().orElse(Severity.CRITICAL)) > 0) {
            return Change.WORSE;
        }
        boolean due = !told.at().get().plus(settings.repeatAfter()).isAfter(at);
        return due && told.acknowledgedBy().isEmpty() ? Change.REPEAT : Change.NONE;
    }

    private static boolean isFolded(LedgerEntry entry, Instant at) {
        return entry.causedBy().isPresent()
                || entry.spell().heldUntil().filter(at::isBefore).isPresent();
    }
}
