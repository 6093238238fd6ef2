package dev.midwatch.core.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Multiples of a length of time since 1970. */
record IntervalSchedule(Duration every) implements Schedule {
    IntervalSchedule {
        if (every.compareTo(SHORTEST) < 0) {
            throw new ScheduleException("nothing runs more often than once a minute", "every 1m");
        }
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId zone) {
        long period = every.toMillis();
        return Optional.of(Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), period) + 1) * period));
    }

    @Override
    public Optional<Instant> last(Instant after, Instant upTo, ZoneId zone) {
        long period = every.toMillis();
        Instant last = Instant.ofEpochMilli(Math.floorDiv(upTo.toEpochMilli(), period) * period);
        return last.isAfter(after) ? Optional.of(last) : Optional.empty();
    }

    @Override
    public String text() {
        return "every " + Durations.text(every);
    }

    @Override
    public String describe() {
        return "every " + Durations.words(every);
    }
}
