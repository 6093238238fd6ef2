package dev.midwatch.core.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Once, so long after the job came to be; on its own it does not know when that was. */
record OnceAfterDelay(Duration delay) implements Schedule {
    OnceAfterDelay {
        if (delay.compareTo(SHORTEST) < 0) {
            throw new ScheduleException("nothing runs sooner than in one minute", "in 1m");
        }
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId zone) {
        return Optional.of(after.plus(delay));
    }

    @Override
    public Schedule from(Instant anchor) {
        return OnceAtTime.of(anchor.plus(delay));
    }

    @Override
    public boolean once() {
        return true;
    }

    @Override
    public String text() {
        return "in " + Durations.text(delay);
    }

    @Override
    public String describe() {
        return "once, in " + Durations.words(delay);
    }
}
