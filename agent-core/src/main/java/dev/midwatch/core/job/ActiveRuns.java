package dev.midwatch.core.job;

import dev.midwatch.core.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that are going in this process: begins them, ends them in time, and records how they ended. */
final class ActiveRuns {
    private static final Logger log = LoggerFactory.getLogger(ActiveRuns.class);

    private final RunStore runs;
    private final RunRecorder recorder;
    private final JobBody body;
    private final Executor workers;
    private final Clock clock;
    private final Runnable onEnd;
    private final Map<String, ActiveRun> active = new ConcurrentHashMap<>();
    private final Queue<Ended> unrecorded = new ConcurrentLinkedQueue<>();

    private record Ended(ActiveRun run, RunResult result) {}

    ActiveRuns(RunStore runs, RunRecorder recorder, JobBody body, Executor workers, Clock clock, Runnable onEnd) {
        this.runs = runs;
        this.recorder = recorder;
        this.body = body;
        this.workers = workers;
        this.clock = clock;
        this.onEnd = onEnd;
    }

    /** How many count against the limit. */
    long count() {
        return active.values().stream().filter(run -> !run.isOverdue()).count();
    }

    boolean isEmpty() {
        return active.isEmpty();
    }

    boolean has(JobDefinition job) {
        return active.containsKey(job.id());
    }

    void start(JobRun run) {
        ActiveRun started = new ActiveRun(run);
        active.put(run.job().id(), started);
        try {
            workers.execute(() -> perform(started));
        } catch (RejectedExecutionException e) {
            recorder.cut(run, Scheduler.ATTEMPTS, clock.instant());
            active.remove(run.job().id());
        }
    }

    /** Ends those whose time is up, whether or not they heed the interrupt. */
    void endOverdue(Instant now) {
        for (ActiveRun run : active.values()) {
            if (!run.isOverdue() && !now.isBefore(run.run().deadline())) {
                String limit = Durations.text(
                        Duration.between(run.run().started(), run.run().deadline()));
                recorder.ended(
                        run.run(),
                        RunResult.failed("took longer than " + limit + " and was stopped", RunFacts.none()),
                        now);
                log.warn("{} took longer than {}", run.run().job().name(), limit);
                run.overdue();
                run.cut();
            }
        }
    }

    /** Records what could not be recorded when it happened, say because the disk was full. */
    void recordLeftovers() {
        for (Ended ended = unrecorded.poll(); ended != null; ended = unrecorded.poll()) {
            if (!recorded(ended)) {
                return;
            }
        }
    }

    Optional<Instant> nextDeadline() {
        return active.values().stream()
                .filter(run -> !run.isOverdue())
                .map(run -> run.run().deadline())
                .min(Instant::compareTo);
    }

    /** Ends what still goes; the next process begins it again. */
    void cutAll() {
        for (ActiveRun run : List.copyOf(active.values())) {
            recorder.cut(run.run(), Scheduler.ATTEMPTS, clock.instant());
            run.cut();
        }
    }

    private void perform(ActiveRun active) {
        RunResult result;
        try {
            if (!runs.begin(active.run().id(), clock.instant())) {
                gone(active);
                return;
            }
            result = result(active);
        } catch (StoreException e) {
            result = RunResult.failed("could not begin: " + e.getMessage(), RunFacts.none());
        }
        recorded(new Ended(active, result));
    }

    /** Until it is recorded the job counts as going, or its next run could overtake this one's record. */
    private boolean recorded(Ended ended) {
        try {
            recorder.ended(ended.run().run(), ended.result(), clock.instant());
            gone(ended.run());
            return true;
        } catch (RuntimeException e) {
            log.error(
                    "how {} ended cannot be recorded yet",
                    ended.run().run().job().name(),
                    e);
            unrecorded.add(ended);
            return false;
        }
    }

    /** A body may fail in any way, broken plugin classes included; none of them may reach the scheduler. */
    private RunResult result(ActiveRun run) {
        try {
            RunResult result = run.call(body);
            return result == null ? RunResult.failed("gave no result", RunFacts.none()) : result;
        } catch (InterruptedException e) {
            return RunResult.failed("interrupted", RunFacts.none());
        } catch (Throwable e) {
            log.error("{} failed", run.run().job().name(), e);
            return RunResult.failed(e.getMessage() == null ? e.toString() : e.getMessage(), RunFacts.none());
        }
    }

    private void gone(ActiveRun run) {
        active.remove(run.run().job().id(), run);
        onEnd.run();
    }
}
