package dev.midwatch.core.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a finding came and went.
 *
 * @param firstSeen     when this spell began
 * @param cycles        in how many cycles it was seen
 * @param resolved      when it was gone; empty while it is open
 * @param heldUntil     not told before this: its cause has only just gone
 * @param changes       the recent moments at which it opened or resolved, oldest first
 * @param flappingSince since when it comes and goes; empty while it is steady
 */
public record Spell(
        Instant firstSeen,
        Instant lastSeen,
        long cycles,
        Optional<Instant> resolved,
        Optional<Instant> heldUntil,
        List<Instant> changes,
        Optional<Instant> flappingSince) {
    public Spell {
        changes = List.copyOf(changes);
    }

    static Spell begun(Instant at) {
        return new Spell(at, at, 1, Optional.empty(), Optional.empty(), List.of(at), Optional.empty());
    }

    Spell begunAt(Instant earlier) {
        Instant first = earlier.isBefore(firstSeen) ? earlier : firstSeen;
        return new Spell(first, lastSeen, cycles, resolved, heldUntil, changes, flappingSince);
    }

    /** Seen in another cycle. A finding that comes back begins a new spell, unless it flaps. */
    Spell seen(Instant at, boolean causeGone, LedgerSettings settings) {
        boolean reopened = resolved.isPresent();
        List<Instant> recent = recent(at, reopened, settings);
        Optional<Instant> flapping = flapping(recent, at, settings);
        Optional<Instant> held = causeGone ? Optional.of(at.plus(settings.symptomGrace())) : heldUntil;
        return reopened && flapping.isEmpty()
                ? new Spell(at, at, 1, Optional.empty(), held, recent, flapping)
                : new Spell(firstSeen, at, cycles + 1, Optional.empty(), held, recent, flapping);
    }

    /** Not seen in a cycle that would have seen it. */
    Spell gone(Instant at, LedgerSettings settings) {
        List<Instant> recent = recent(at, resolved.isEmpty(), settings);
        return new Spell(
                firstSeen,
                lastSeen,
                cycles,
                resolved.or(() -> Optional.of(at)),
                Optional.empty(),
                recent,
                flapping(recent, at, settings));
    }

    private List<Instant> recent(Instant at, boolean changed, LedgerSettings settings) {
        Instant from = at.minus(settings.flapWithin());
        List<Instant> recent = new ArrayList<>(
                changes.stream().filter(when -> when.isAfter(from)).toList());
        if (changed) {
            recent.add(at);
        }
        return recent;
    }

    private Optional<Instant> flapping(List<Instant> recent, Instant at, LedgerSettings settings) {
        if (flappingSince.isPresent()) {
            return recent.isEmpty() ? Optional.empty() : flappingSince;
        }
        return recent.size() >= settings.flapChanges() ? Optional.of(at) : Optional.empty();
    }
}
