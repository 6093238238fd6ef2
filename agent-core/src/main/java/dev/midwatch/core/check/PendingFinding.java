package dev.midwatch.core.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A finding that has yet to last before it counts.
 *
 * @param observed  as it was last seen
 * @param firstSeen since when every cycle has seen it
 * @param cycles    how many those were
 */
public record PendingFinding(Observed observed, Instant firstSeen, Instant lastSeen, long cycles) {
    public PendingFinding {
        Objects.requireNonNull(observed, "observed");
        Objects.requireNonNull(firstSeen, "firstSeen");
        Objects.requireNonNull(lastSeen, "lastSeen");
    }

    static PendingFinding first(Observed observed, Instant at) {
        return new PendingFinding(observed.unexplained(), at, at, 1);
    }

    PendingFinding seen(Observed now, Instant at) {
        return new PendingFinding(now.unexplained(), firstSeen, at.isAfter(lastSeen) ? at : lastSeen, cycles + 1);
    }

    public String fingerprint() {
        return observed.fingerprint();
    }

    /** Whether it has been seen for as long as its check wants. */
    boolean hasLasted() {
        return Duration.between(firstSeen, lastSeen)
                        .compareTo(observed.finding().sustained())
                >= 0;
    }
}
