package dev.midwatch.core.config;

import java.time.Duration;

/**
 * Scheduled jobs.
 *
 * @param wrapResponse    whether a delivered reply says above and below which job it came from
 * @param catchUpMissed   whether an occurrence missed while down is made up for, once
 * @param catchUpWindow   not if it is older than this
 * @param outputRetention outputs kept per job under {@code cron/output}
 */
public record CronConfig(
        boolean wrapResponse, int maxParallelJobs, boolean catchUpMissed, Duration catchUpWindow, int outputRetention) {
    static CronConfig defaults() {
        return new CronConfig(true, 4, true, Duration.ofHours(24), 50);
    }

    public CronConfig {
        InvalidValue.requireAtLeast("max_parallel_jobs", maxParallelJobs, 1);
        InvalidValue.requirePositive("catch_up_window", catchUpWindow);
        InvalidValue.requireAtLeast("output_retention", outputRetention, 1);
    }
}
