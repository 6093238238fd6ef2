package dev.midwatch.core.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When a run must be over. */
public record Deadline(InstantSource clock, Instant end) {
    public static Deadline in(Duration time, InstantSource clock) {
        return new Deadline(clock, clock.instant().plus(time));
    }

    /** Never negative. */
    public Duration left() {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The same, or this long from now where that is sooner. */
    public Deadline atMost(Duration time) {
        Instant sooner = clock.instant().plus(time);
        return sooner.isBefore(end) ? new Deadline(clock, sooner) : this;
    }

    public boolean passed() {
        return left().isZero();
    }
}
