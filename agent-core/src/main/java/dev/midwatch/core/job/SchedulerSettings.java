package dev.midwatch.core.job;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;

/**
 * How jobs are run.
 *
 * @param zone            of jobs that name none
 * @param maxParallelJobs runs at once; a job that finds no room waits, and is then late
 * @param catchUpMissed   whether what was due while nobody could run it is run afterwards, once
 * @param catchUpWindow   how long afterwards at most
 * @param outputRetention outputs kept of each job
 * @param timeout         wall clock of a run whose job names none
 */
public record SchedulerSettings(
        ZoneId zone,
        int maxParallelJobs,
        boolean catchUpMissed,
        Duration catchUpWindow,
        int outputRetention,
        Duration timeout) {
    public SchedulerSettings {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(catchUpWindow, "catchUpWindow");
        if (maxParallelJobs < 1 || outputRetention < 1 || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("at least one run, one output and a moment of time are needed");
        }
    }

    public static SchedulerSettings defaults(ZoneId zone) {
        return new SchedulerSettings(zone, 4, true, Duration.ofHours(24), 50, Duration.ofMinutes(15));
    }
}
