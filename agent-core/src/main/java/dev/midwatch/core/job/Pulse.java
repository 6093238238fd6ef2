package dev.midwatch.core.job;

import java.time.Instant;
import java.util.Optional;

/**
 * The scheduler's last ticks in this process.
 *
 * @param begun when the last one began
 * @param ended when one last came to its end, which one that fails does not
 */
public record Pulse(Optional<Instant> begun, Optional<Instant> ended) {
    static final Pulse NONE = new Pulse(Optional.empty(), Optional.empty());

    Pulse beginning(Instant at) {
        return new Pulse(Optional.of(at), ended);
    }

    Pulse ending(Instant at) {
        return new Pulse(begun, Optional.of(at));
    }
}
