package dev.midwatch.core.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When a run must be over. */
record Deadline(InstantSource clock, Instant end) {
    static Deadline in(Duration time, InstantSource clock) {
        return new Deadline(clock, clock.instant().plus(time));
    }

    /** Never negative. */
    Duration left() {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean passed() {
        return left().isZero();
    }
}
