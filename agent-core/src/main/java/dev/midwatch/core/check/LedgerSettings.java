package dev.midwatch.core.check;

import java.time.Duration;

/**
 * How the ledger decides what is news.
 *
 * @param repeatAfter  an open finding is told again after this
 * @param flapChanges  so many changes between open and resolved within {@code flapWithin} are flapping
 * @param flapWithin   see {@code flapChanges}; also how long it must be calm to be normal again
 * @param symptomGrace a symptom is not told until its cause has been gone for this long: recovery takes its time
 */
public record LedgerSettings(Duration repeatAfter, int flapChanges, Duration flapWithin, Duration symptomGrace) {
    public static final LedgerSettings DEFAULTS =
            new LedgerSettings(Duration.ofHours(4), 4, Duration.ofHours(1), Duration.ofMinutes(10));
}
