package dev.midwatch.core.channel;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: twice as long each time, up to a limit, a little spread so that not all come at once. */
final class Backoff {
    static final Duration FIRST = Duration.ofSeconds(2);
    static final Duration MOST = Duration.ofMinutes(5);
    /** Nobody may ask for more. */
    static final Duration MOST_ASKED = Duration.ofHours(1);

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param attempts so many have failed
     * @param asked    what the other side asked for; it gets at least that
     */
    Duration after(int attempts, Optional<Duration> asked) {
        long doubled = FIRST.toMillis() << Math.min(20, Math.max(0, attempts - 1));
        long base = Math.min(doubled, MOST.toMillis());
        Duration own = Duration.ofMillis(base + (long) (base * 0.2 * random.nextDouble()));
        Duration least = asked.filter(wait -> !wait.isNegative()).orElse(Duration.ZERO);
        Duration capped = least.compareTo(MOST_ASKED) > 0 ? MOST_ASKED : least;
        return own.compareTo(capped) > 0 ? own : capped;
    }
}
