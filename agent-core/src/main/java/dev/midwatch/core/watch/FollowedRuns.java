package dev.midwatch.core.watch;

import dev.midwatch.core.job.JobBody;
import dev.midwatch.core.job.JobRun;
import dev.midwatch.core.job.RunOutcome;
import dev.midwatch.core.job.RunResult;
import dev.midwatch.core.trace.Span;
import dev.midwatch.core.trace.Tracer;
import java.util.Locale;

/** Runs as they are, each in a span that everything it does is part of. */
public record FollowedRuns(JobBody runs, Tracer tracer) implements JobBody {
    @Override
    public RunResult run(JobRun run) throws InterruptedException {
        try (Span span = tracer.begin("run " + run.job().name())) {
            span.set("midwatch.job", run.job().name())
                    .set("midwatch.run.id", run.id())
                    .set("midwatch.run.attempt", run.attempt())
                    .set("midwatch.run.cause", word(run.cause()));
            return followed(run, span);
        }
    }

    private RunResult followed(JobRun run, Span span) throws InterruptedException {
        boolean ended = false;
        try {
            RunResult result = runs.run(run);
            span.set("midwatch.run.outcome", word(result.outcome()));
            ended = result.outcome() != RunOutcome.FAILED;
            return result;
        } finally {
            if (!ended) {
                span.failed("run_failed");
            }
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
