package dev.midwatch.core.watch;

import dev.midwatch.api.Job;
import dev.midwatch.core.job.Cause;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.JobRun;
import dev.midwatch.core.job.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Runs of a job to test with. */
final class Runs {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final JobDefinition WATCH = new JobDefinition(
            "watch",
            "watch",
            Schedule.parse("every 30m"),
            Optional.empty(),
            "",
            List.of("pod"),
            Job.When.ON_FINDINGS,
            "console",
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            true,
            Optional.empty(),
            Optional.empty());

    private Runs() {}

    static JobRun of(long id) {
        return of(id, WATCH);
    }

    static JobRun of(long id, JobDefinition job) {
        return new JobRun(
                id, job, NOON, NOON, 1, Cause.SCHEDULED, false, 0, NOON.plus(Duration.ofMinutes(10)), ZoneOffset.UTC);
    }
}
