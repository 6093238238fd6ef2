package dev.midwatch.core.config;

import java.time.Duration;
import java.util.Objects;

/**
 * When a finding is told.
 *
 * @param repeatAfter an open finding is told again after so long
 */
public record FindingsConfig(Duration repeatAfter, Flap flap) {
    /** A finding that changed so often within this time is told once, then calm. */
    public record Flap(int changes, Duration within) {
        public Flap {
            InvalidValue.requireAtLeast("changes", changes, 2);
            InvalidValue.requirePositive("within", within);
        }
    }

    static FindingsConfig defaults() {
        return new FindingsConfig(Duration.ofHours(4), new Flap(4, Duration.ofHours(1)));
    }

    public FindingsConfig {
        InvalidValue.requirePositive("repeat_after", repeatAfter);
        Objects.requireNonNull(flap, "flap");
    }
}
