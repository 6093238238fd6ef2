package dev.midwatch.core.config;

import java.time.Duration;
import java.util.Objects;

/** When a finding is told. */
public record FindingsConfig(
        @Description("An open finding is told again after so long.")
        Duration repeatAfter,

        @Description("A finding that comes and goes is told once, then calm.")
        Flap flap) {
    /** A finding that changed so often within this time is told once, then calm. */
    public record Flap(
            @Description("So many changes, 2 or more.") int changes,
            @Description("Within this time.") Duration within) {
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
