package dev.midwatch.core.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a job is due. What it answers depends on its text and the zone alone, never on when the program was started, so a restart
 * moves nothing:
 *
 * <ul>
 *   <li>{@code every 15m}: whole multiples of the interval since 1970-01-01T00:00Z. The distance never changes, in no zone and
 *       on no day.
 *   <li>{@code every day at 09:00}, {@code weekdays at 9am}, cron: local times. A time that daylight saving skips is due once, as
 *       much later as the clock was put forward; a time that occurs twice is due the first time only, except in a cron line for
 *       every hour, which is due in both hours.
 *   <li>{@code every 3d at 09:00}: days whose number since 1970-01-01 is a multiple of three.
 *   <li>{@code in 30m}, a timestamp: once.
 * </ul>
 */
public sealed interface Schedule permits IntervalSchedule, CalendarSchedule, OnceAtTime, OnceAfterDelay {
    /** Nothing is due more often. */
    Duration SHORTEST = Duration.ofMinutes(1);

    /**
     * Reads a schedule as people write it.
     *
     * @throws ScheduleException says what was not understood and the nearest valid form
     */
    static Schedule parse(String text) {
        return ScheduleParser.parse(text);
    }

    /** The first time it is due strictly after that moment; empty if never again. */
    Optional<Instant> next(Instant after, ZoneId zone);

    /** In the one spelling that all spellings of the same schedule share; {@link #parse} reads it back. */
    String text();

    /** For people: {@code every 15 minutes}. */
    String describe();

    /** Whether it is due only once. */
    default boolean once() {
        return false;
    }

    /** Whether that moment is within its days, and its hours if it has several times in a day. */
    default boolean spans(Instant moment, ZoneId zone) {
        return !once();
    }

    /** The same, where it counts from the moment the job came to be ({@code in 30m}), counted from there. */
    default Schedule from(Instant anchor) {
        return this;
    }

    /** The last time it is due after one moment and not after another. Costs little, however far they are apart. */
    default Optional<Instant> last(Instant after, Instant upTo, ZoneId zone) {
        for (long minutes = 60; ; minutes *= 24) {
            Instant from = upTo.minus(Duration.ofMinutes(minutes));
            if (!from.isAfter(after)) {
                return lastByStep(after, upTo, zone);
            }
            Optional<Instant> last = lastByStep(from, upTo, zone);
            if (last.isPresent()) {
                return last;
            }
        }
    }

    private Optional<Instant> lastByStep(Instant after, Instant upTo, ZoneId zone) {
        Instant last = after;
        Optional<Instant> next = next(after, zone);
        while (next.isPresent() && !next.get().isAfter(upTo)) {
            last = next.get();
            next = next(last, zone);
        }
        return last.equals(after) ? Optional.empty() : Optional.of(last);
    }
}
