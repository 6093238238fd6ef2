package dev.midwatch.core.config;

import java.util.Objects;

/** When a model that goes round in circles is warned and stopped. */
public record GuardrailsConfig(
        boolean warningsEnabled, boolean hardStopEnabled, Limits warnAfter, Limits hardStopAfter) {
    /**
     * So many times.
     *
     * @param exactFailure         the same call failed
     * @param sameToolFailure      a tool failed, whatever the arguments
     * @param idempotentNoProgress a read gave the same answer again
     * @param repeatedCycle        the same two to four calls went round
     */
    public record Limits(int exactFailure, int sameToolFailure, int idempotentNoProgress, int repeatedCycle) {
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
