package dev.midwatch.core.agent;

import java.util.Objects;

/**
 * {@code tool_loop_guardrails}: when a model that goes round in circles is told so, and when it is stopped.
 *
 * @param warnings whether it is told
 * @param hardStop whether it is stopped
 */
public record GuardSettings(boolean warnings, boolean hardStop, Limits warnAfter, Limits stopAfter) {
    public static final GuardSettings DEFAULT =
            new GuardSettings(true, true, new Limits(2, 2, 2, 2), new Limits(5, 8, 5, 4));

    /**
     * @param exactFailure         the same call failed that often
     * @param toolFailure          that many calls of any tools failed in a row
     * @param idempotentNoProgress the same read gave the same answer that often
     * @param cycle                the same 2 to 4 calls were made that often, one after the other
     */
    public record Limits(int exactFailure, int toolFailure, int idempotentNoProgress, int cycle) {
        public Limits {
            if (Math.min(Math.min(exactFailure, toolFailure), Math.min(idempotentNoProgress, cycle)) < 1) {
                throw new IllegalArgumentException("tool loop guardrails: every limit is at least 1");
            }
            // The first time is no repetition yet.
            idempotentNoProgress = Math.max(2, idempotentNoProgress);
            cycle = Math.max(2, cycle);
        }
    }

    public GuardSettings {
        Objects.requireNonNull(warnAfter, "warnAfter");
        Objects.requireNonNull(stopAfter, "stopAfter");
    }
}
