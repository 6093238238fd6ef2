package dev.midwatch.core.job;

import dev.midwatch.core.job.FailureNotice.Decision;
import dev.midwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records how runs ended, tells the listener, and remembers which jobs are failing: all of it or nothing. */
final class RunRecorder {
    private static final Logger log = LoggerFactory.getLogger(RunRecorder.class);

    private final RunStore runs;
    private final JobStates states;
    private final RunOutputs outputs;
    private final JobListener listener;

    RunRecorder(RunStore runs, JobStates states, RunOutputs outputs, JobListener listener) {
        this.runs = runs;
        this.states = states;
        this.outputs = outputs;
        this.listener = listener;
    }

    /** Records a result, unless the run has ended already. A listener that fails turns it into a failure. */
    void ended(JobRun run, RunResult said, Instant now) {
        RunResult result = said.plain();
        if (!runs.isGoing(run.id())) {
            return;
        }
        Optional<String> output = outputs.keep(run, result, now);
        try {
            record(run, result, output, true, now);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("what came of {} could not be handed over", run.job().name(), e);
            RunResult failed = RunResult.failed("its result could not be handed over: " + e, result.facts())
                    .plain();
            record(run, failed, output, false, now);
        }
    }

    /** Records that a run is stopped before its end, as {@link #orphaned} does. */
    void cut(JobRun run, int attempts, Instant now) {
        runs.find(run.id()).ifPresent(record -> orphaned(record, Optional.of(run.job()), attempts, now));
    }

    /** Records that the process of a run is gone; says so if it will not be run again. */
    void orphaned(Run run, Optional<JobDefinition> job, int attempts, Instant now) {
        runs.transaction(() -> {
            RunResult gone = RunResult.failed("the program ended in the middle of it", RunFacts.none());
            boolean ours = runs.finish(run.id(), RunState.INTERRUPTED, gone, Optional.empty(), now);
            if (ours && (run.wrote() || run.attempt() >= attempts)) {
                String why = run.wrote()
                        ? "had begun to change the cluster; look at what it left, it is not run again"
                        : "was cut %d times now; it is not run again".formatted(run.attempt());
                String text = "%s: the run of %s was cut by the end of the program and %s"
                        .formatted(run.job(), run.scheduled(), why);
                listener.notice(new JobNotice(JobNotice.Kind.CUT_SHORT, job, text, now));
            }
            return null;
        });
    }

    void notice(JobNotice.Kind kind, String text, Instant now) {
        runs.transaction(() -> {
            listener.notice(new JobNotice(kind, Optional.empty(), text, now));
            return null;
        });
    }

    private void record(JobRun run, RunResult result, Optional<String> output, boolean handOver, Instant now) {
        runs.transaction(() -> {
            if (runs.finish(run.id(), RunState.of(result.outcome()), result, output, now)) {
                if (handOver) {
                    listener.finished(run, result);
                }
                states.find(run.job().id()).ifPresent(state -> failing(run, state, result, now));
                log.info(
                        "{} ended: {}{}",
                        run.job().name(),
                        result.outcome().name().toLowerCase(Locale.ROOT),
                        result.facts().lookedAt().isEmpty()
                                ? ""
                                : "; looked at " + result.facts().lookedAt());
            }
            return null;
        });
    }

    private void failing(JobRun run, JobStates.JobState state, RunResult result, Instant now) {
        Decision decision = FailureNotice.decide(state.failing(), result.outcome(), now);
        if (!decision.failing().equals(state.failing())) {
            states.save(state.with(decision.failing()));
        }
        decision.tell()
                .map(kind -> new JobNotice(kind, Optional.of(run.job()), text(kind, run, state, result, now), now))
                .ifPresent(listener::notice);
    }

    private static String text(
            JobNotice.Kind kind, JobRun run, JobStates.JobState state, RunResult result, Instant now) {
        String job = run.job().name();
        FailureNotice.Failing before = state.failing();
        Duration lasted = Duration.between(before.since().orElse(now), now).truncatedTo(ChronoUnit.MINUTES);
        String inWords = lasted.isZero() ? "under a minute" : Durations.text(lasted);
        return switch (kind) {
            case FAILED -> "%s failed: %s".formatted(job, result.summary());
            case STILL_FAILING ->
                "%s is still failing, %d times in %s: %s".formatted(job, before.count() + 1, inWords, result.summary());
            default ->
                "%s works again, after %d failed %s in %s"
                        .formatted(job, before.count(), before.count() == 1 ? "run" : "runs", inWords);
        };
    }
}
