package dev.midwatch.core.config;

import java.time.Duration;

/** Scheduled jobs. */
public record CronConfig(
        @Description("Whether a delivered reply says above and below which job it came from.")
        boolean wrapResponse,

        @Description("Jobs that run at the same time, at most.")
        int maxParallelJobs,

        @Description("Whether an occurrence missed while down is made up for, once.")
        boolean catchUpMissed,

        @Description("Not if it is older than this.") Duration catchUpWindow,

        @Description("Outputs kept per job under cron/output.")
        int outputRetention) {
    static CronConfig defaults() {
        return new CronConfig(true, 4, true, Duration.ofHours(24), 50);
    }

    public CronConfig {
        InvalidValue.requireAtLeast("max_parallel_jobs", maxParallelJobs, 1);
        InvalidValue.requirePositive("catch_up_window", catchUpWindow);
        InvalidValue.requireAtLeast("output_retention", outputRetention, 1);
    }
}
