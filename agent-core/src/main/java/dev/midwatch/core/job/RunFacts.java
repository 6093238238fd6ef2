package dev.midwatch.core.job;

import java.util.Objects;

/**
 * What a run can show for itself.
 *
 * @param lookedAt one line: {@code 412 pods, 3 nodes}
 * @param notSeen  one line on what could not be seen and why; empty if nothing
 */
public record RunFacts(String lookedAt, String notSeen, long tokensIn, long tokensOut) {
    public RunFacts {
        Objects.requireNonNull(lookedAt, "lookedAt");
        Objects.requireNonNull(notSeen, "notSeen");
    }

    /** A run that ended before it had looked at anything. */
    public static RunFacts none() {
        return new RunFacts("", "", 0, 0);
    }

    public static RunFacts lookedAt(String what) {
        return new RunFacts(what, "", 0, 0);
    }
}
