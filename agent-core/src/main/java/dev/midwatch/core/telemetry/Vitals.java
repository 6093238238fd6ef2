package dev.midwatch.core.telemetry;

import dev.midwatch.core.job.Pulse;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.text.Ages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The facts that health is judged by, and the judgement.
 *
 * @param begun           when this process began to watch
 * @param storeTrouble    why the store cannot be written, if it cannot
 * @param unreachableFrom since when the cluster has not answered, if it does not
 */
record Vitals(
        Instant now, Instant begun, Pulse pulse, Optional<String> storeTrouble, Optional<Instant> unreachableFrom) {
    /** Three looks that did not happen are no coincidence. */
    static final Duration OVERDUE = Scheduler.LOOK_AT_LEAST_EVERY.multipliedBy(3);

    /** A loop that stands still this long will not go on by itself. */
    static final Duration STUCK = Duration.ofMinutes(5);

    /** Ticks that all fail are mended by people, seldom by a new process; but that is to be tried too. */
    static final Duration FAILING = Duration.ofMinutes(30);

    static final Duration UNREACHABLE = Duration.ofMinutes(5);

    /** Whether a new process would do better: only if ticks have stopped, never because of the cluster. */
    Health.Life life() {
        Duration sinceBegun = since(pulse.begun());
        Duration sinceEnded = since(pulse.ended());
        if (sinceBegun.compareTo(STUCK) > 0) {
            return new Health.Life(
                    false, "no tick has begun for %s, longer than %s".formatted(words(sinceBegun), words(STUCK)));
        }
        if (sinceEnded.compareTo(FAILING) > 0) {
            return new Health.Life(
                    false,
                    "no tick has come to its end for %s, longer than %s".formatted(words(sinceEnded), words(FAILING)));
        }
        return new Health.Life(
                true,
                pulse.ended().isEmpty()
                        ? "began %s ago, no tick yet".formatted(words(sinceEnded))
                        : "last tick %s ago".formatted(words(sinceEnded)));
    }

    /** Why the watch does not do all it should; empty if it does. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        Duration sinceEnded = since(pulse.ended());
        if (sinceEnded.compareTo(OVERDUE) > 0) {
            troubles.add("a tick is overdue: the last one ended %s ago, one is due every %s"
                    .formatted(words(sinceEnded), words(Scheduler.LOOK_AT_LEAST_EVERY)));
        }
        storeTrouble.ifPresent(why -> troubles.add("the store is not writable: " + why));
        unreachableFrom
                .map(from -> Duration.between(from, now))
                .filter(lasted -> lasted.compareTo(UNREACHABLE) >= 0)
                .ifPresent(lasted -> troubles.add("the cluster has been unreachable for " + words(lasted)));
        return List.copyOf(troubles);
    }

    private Duration since(Optional<Instant> tick) {
        return Duration.between(tick.orElse(begun), now);
    }

    private static String words(Duration time) {
        return Ages.inWords(time);
    }
}
