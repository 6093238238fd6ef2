package dev.midwatch.core.config;

import java.util.Objects;

/** When a model that goes round in circles is warned and stopped. */
public record GuardrailsConfig(
        @Description("Whether the model is warned.") boolean warningsEnabled,
        @Description("Whether the run is stopped.") boolean hardStopEnabled,
        @Description("When it is warned.") Limits warnAfter,
        @Description("When it is stopped.") Limits hardStopAfter) {
    /** So many times. */
    public record Limits(
            @Description("The same call failed so often.") int exactFailure,

            @Description("A tool failed so often, whatever the arguments.")
            int sameToolFailure,

            @Description("A read gave the same answer so often.")
            int idempotentNoProgress,

            @Description("The same two to four calls went round so often.")
            int repeatedCycle) {
        public Limits {
            InvalidValue.requireAtLeast("exact_failure", exactFailure, 1);
            InvalidValue.requireAtLeast("same_tool_failure", sameToolFailure, 1);
            InvalidValue.requireAtLeast("idempotent_no_progress", idempotentNoProgress, 1);
            InvalidValue.requireAtLeast("repeated_cycle", repeatedCycle, 1);
        }
    }

    static GuardrailsConfig defaults() {
        return new GuardrailsConfig(true, true, new Limits(2, 2, 2, 2), new Limits(5, 8, 5, 4));
    }

    public GuardrailsConfig {
        Objects.requireNonNull(warnAfter, "warnAfter");
        Objects.requireNonNull(hardStopAfter, "hardStopAfter");
    }
}
