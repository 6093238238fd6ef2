package dev.midwatch.core.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Decides which occurrence of a job is due now, if any. However many have passed, at most one is run.
 *
 * @param occurrence the last that has passed
 * @param run        whether it is to be run; otherwise it is only taken note of
 * @param missed     how many before it passed too; counted up to {@link #COUNTED}
 */
record Due(Instant occurrence, boolean run, boolean late, int missed) {
    /** What begins within this time is not late. */
    static final Duration PUNCTUAL = Duration.ofMinutes(1);

    static final int COUNTED = 1000;

    /**
     * @param cursor occurrences up to here have been dealt with; if the clock was put back it may lie ahead of now, which the
     *               caller mends by setting it to now
     */
    static Optional<Due> now(Schedule schedule, ZoneId zone, Instant cursor, Instant now, SchedulerSettings settings) {
        return schedule.last(cursor, now, zone).map(last -> {
            Duration since = Duration.between(last, now);
            boolean punctual = since.compareTo(PUNCTUAL) <= 0;
            boolean inTime = settings.catchUpMissed() && since.compareTo(settings.catchUpWindow()) <= 0;
            return new Due(last, punctual || inTime, !punctual, count(schedule, zone, cursor, last));
        });
    }

    private static int count(Schedule schedule, ZoneId zone, Instant after, Instant before) {
        int count = 0;
        Optional<Instant> at = schedule.next(after, zone);
        while (count < COUNTED && at.isPresent() && at.get().isBefore(before)) {
            count++;
            at = schedule.next(at.get(), zone);
        }
        return count;
    }
}
