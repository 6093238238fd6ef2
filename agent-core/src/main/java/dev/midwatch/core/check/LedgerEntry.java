package dev.midwatch.core.check;

import dev.midwatch.api.check.Finding;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What the ledger knows of one finding over time.
 *
 * @param observed as it was last seen
 * @param spell    when it came and went
 * @param told     what people know of it
 */
public record LedgerEntry(Observed observed, Spell spell, Told told) {
    /** Its state in one word, as {@code findings list} shows it. */
    public enum State {
        /** Seen, but not yet for as long as its check wants; no entry of the ledger is. */
        PENDING,
        OPEN,
        ACKNOWLEDGED,
        SILENCED,
        FLAPPING,
        RESOLVED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LedgerEntry {
        Objects.requireNonNull(observed, "observed");
        Objects.requireNonNull(spell, "spell");
        Objects.requireNonNull(told, "told");
    }

    static LedgerEntry first(Observed observed, Instant at) {
        return new LedgerEntry(observed, Spell.begun(at), Told.NOTHING);
    }

    public String fingerprint() {
        return observed.fingerprint();
    }

    public Finding finding() {
        return observed.finding();
    }

    public Optional<String> causedBy() {
        return observed.causedBy();
    }

    public boolean isOpen() {
        return spell.resolved().isEmpty();
    }

    /** Since when, as evidence says it, else since it was first seen. */
    public Instant since() {
        return finding()
                .since()
                .filter(evidence -> evidence.isBefore(spell.firstSeen()))
                .orElse(spell.firstSeen());
    }

    /** The state, silences not considered. */
    public State state() {
        if (!isOpen()) {
            return State.RESOLVED;
        }
        if (spell.flappingSince().isPresent()) {
            return State.FLAPPING;
        }
        return told.acknowledgedBy().isPresent() ? State.ACKNOWLEDGED : State.OPEN;
    }

    /** The same, told from an earlier beginning: it was seen before it counted. */
    LedgerEntry begunAt(Instant earlier) {
        return new LedgerEntry(observed, spell.begunAt(earlier), told);
    }

    LedgerEntry with(Told other) {
        return new LedgerEntry(observed, spell, other);
    }
}
