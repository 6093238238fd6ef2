package dev.midwatch.core.view;

import dev.midwatch.api.Job;
import dev.midwatch.core.config.Durations;
import dev.midwatch.core.job.JobDefinition;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Makes rows of jobs. */
final class JobRows {
    private JobRows() {}

    static JobRow of(
            JobDefinition job,
            ZoneId zone,
            Optional<Instant> next,
            Optional<RunRow> last,
            boolean running,
            Optional<Instant> failing) {
        return new JobRow(
                job.id(),
                job.name(),
                job.schedule().text(),
                job.schedule().describe(),
                zone.toString(),
                job.prompt(),
                job.checks(),
                job.when() == Job.When.ALWAYS ? "always" : "on_findings",
                job.deliver(),
                job.skills(),
                job.tools(),
                job.model(),
                job.contextFrom(),
                job.workdir(),
                job.script(),
                job.timeout().map(Durations::format),
                job.tokenBudget(),
                job.repeat(),
                job.enabled(),
                job.pausedReason(),
                next,
                last,
                running,
                failing);
    }
}
