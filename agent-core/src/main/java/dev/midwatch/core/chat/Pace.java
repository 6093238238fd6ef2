package dev.midwatch.core.chat;

import java.time.Duration;

/**
 * How lively an answer is, in real time.
 *
 * @param pulse    so often a channel hears that somebody is being answered
 * @param patience so long an answer may take before people are told what is being done
 * @param revision so often at most they are told that it is something else
 */
record Pace(Duration pulse, Duration patience, Duration revision) {
    static final Pace USUAL = new Pace(Duration.ofSeconds(8), Duration.ofSeconds(2), Duration.ofMillis(1_500));
}
