package dev.midwatch.core.model;

import dev.midwatch.core.model.ModelException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Decides whether a failed call is made again, and after what pause. */
final class Retry {
    /** A model that let a whole deadline pass will hardly be quicker the third time. */
    private static final int ATTEMPTS_AFTER_TIMEOUT = 2;

    private final RetrySettings settings;
    private final DoubleSupplier chance;

    /** @param chance 0 to 1, spreads the pauses so that many agents do not come back at once */
    Retry(RetrySettings settings, DoubleSupplier chance) {
        this.settings = settings;
        this.chance = chance;
    }

    /**
     * @param attempt how many calls were made, this one included
     * @param left    what is left of the run
     * @param last    whether no other model is left to try
     * @return empty: do not ask this model again
     */
    Optional<Duration> pause(int attempt, ModelException failure, Duration left, boolean last) {
        int attempts = failure.kind() == Kind.TIMEOUT
                ? Math.min(settings.attempts(), ATTEMPTS_AFTER_TIMEOUT)
                : settings.attempts();
        if (!failure.worthRetrying() || attempt >= attempts) {
            return Optional.empty();
        }
        Duration pause = failure.retryAfter() == null ? backoff(attempt) : failure.retryAfter();
        boolean tooLong = !last && pause.compareTo(settings.longestPause()) > 0;
        return tooLong || pause.compareTo(left) >= 0 ? Optional.empty() : Optional.of(pause);
    }

    private Duration backoff(int attempt) {
        double doubled = settings.firstPause().toMillis() * Math.pow(2, attempt - 1);
        double spread = doubled * (0.75 + 0.5 * chance.getAsDouble());
        return Duration.ofMillis((long) Math.min(spread, settings.longestPause().toMillis()));
    }
}
