package dev.midwatch.core.job;

import dev.midwatch.core.job.JobStates.JobState;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs when they are due. All it knows is in the database: whatever kills the process, the next one finds which occurrences
 * were claimed, and takes up what may be taken up. {@link #tick} does what there is to do now; {@link #run} calls it when there is
 * something to do.
 */
public final class Scheduler {
    private static final Logger log = LoggerFactory.getLogger(Scheduler.class);
    /** How often an occurrence is begun at most, when crash after crash cuts it. */
    static final int ATTEMPTS = 3;

    /** A tick comes at least so often, if only to find nothing due. */
    public static final Duration LOOK_AT_LEAST_EVERY = Duration.ofSeconds(30);

    private static final Duration NOTHING_DUE = Duration.ofDays(1);
    private static final Duration RUNS_KEPT = Duration.ofDays(90);

    private final Clock clock;
    private final SchedulerSettings settings;
    private final JobCatalog catalog;
    private final RunStore runs;
    private final JobStates states;
    private final Claims claims;
    private final RunRecorder recorder;
    private final ActiveRuns active;
    private final Alarm alarm = new Alarm();
    private final Alarm ended = new Alarm();
    private final Set<String> cannotRetire = new HashSet<>();
    private boolean recovered;
    private Instant pruned = Instant.EPOCH;
    private volatile Pulse pulse = Pulse.NONE;
    private volatile boolean stopping;

    /**
     * @param outputs the directory for outputs of runs
     * @param workers where bodies run; unbounded, since the scheduler itself keeps to its limit
     */
    public Scheduler(
            Database database,
            JobCatalog catalog,
            Path outputs,
            JobBody body,
            JobListener listener,
            SchedulerSettings settings,
            Clock clock,
            Executor workers) {
        this(database, new RunStore(database), catalog, outputs, body, listener, settings, clock, workers);
    }

    Scheduler(
            Database database,
            RunStore runs,
            JobCatalog catalog,
            Path outputs,
            JobBody body,
            JobListener listener,
            SchedulerSettings settings,
            Clock clock,
            Executor workers) {
        this.clock = clock;
        this.settings = settings;
        this.catalog = catalog;
        this.runs = runs;
        this.states = new JobStates(database);
        this.claims = new Claims(runs, states, settings);
        this.recorder = new RunRecorder(runs, states, new RunOutputs(outputs, settings.outputRetention()), listener);
        this.active = new ActiveRuns(runs, recorder, body, workers, clock, this::runEnded);
        catalog.onChange(alarm::ring);
    }

    /**
     * Does all that is to be done now: begins what is due, ends what takes too long, takes over edits of the catalogue.
     *
     * @return when something will be due again, as far as can be told now
     */
    public synchronized Instant tick() {
        Instant now = clock.instant();
        pulse = pulse.beginning(now);
        recoverOnce(now);
        active.recordLeftovers();
        active.endOverdue(now);
        takeOverEdits(now);
        prune(now);
        Agenda agenda = runs.transaction(() -> claimAll(now));
        agenda.claimed().forEach(active::start);
        pulse = pulse.ending(clock.instant());
        return active.nextDeadline().filter(agenda.next()::isAfter).orElse(agenda.next());
    }

    /** When it last ticked. */
    public Pulse pulse() {
        return pulse;
    }

    /** Ticks until {@link #stop}, asleep in between. No failure of a tick ends it. */
    public void run() throws InterruptedException {
        while (!stopping) {
            alarm.sleepUntil(tickOrRest(), clock, LOOK_AT_LEAST_EVERY);
        }
    }

    /** Makes no new runs, waits for those that go, and cuts those that are not done by then. */
    public void stop(Duration grace) throws InterruptedException {
        stopping = true;
        alarm.ring();
        Instant end = clock.instant().plus(grace);
        while (!active.isEmpty() && clock.instant().isBefore(end)) {
            ended.sleepUntil(end, clock, LOOK_AT_LEAST_EVERY);
        }
        synchronized (this) {
            active.cutAll();
        }
    }

    /**
     * Runs a job now, paused or not, whatever its schedule says.
     *
     * @return the number of the run; empty if one is going
     * @throws CatalogException if there is no such job
     */
    public synchronized Optional<Long> runNow(String name) {
        return runOutOfTurn(catalog.get(name), Cause.MANUAL);
    }

    /** Whether that is a time for it: not of one that runs once, nor out of its days and hours. */
    public boolean mayRunForChange(JobDefinition job) {
        return job.schedule().spans(clock.instant(), job.timezone().orElse(settings.zone()));
    }

    /**
     * Runs a job now because something urgent has changed. Its own times stay what they are.
     *
     * @return the number of the run; empty if one is going, there is no room, or the job is paused or gone
     */
    public synchronized Optional<Long> runForChange(String name) {
        return catalog.find(name)
                .filter(job -> job.enabled() && hasRoom(List.of()))
                .flatMap(job -> runOutOfTurn(job, Cause.CHANGE));
    }

    private Optional<Long> runOutOfTurn(JobDefinition job, Cause cause) {
        if (active.has(job)) {
            return Optional.empty();
        }
        Optional<JobRun> run = claims.claimOutOfTurn(job, cause, clock.instant());
        run.ifPresent(active::start);
        return run.map(JobRun::id);
    }

    private void runEnded() {
        alarm.ring();
        ended.ring();
    }

    private Instant tickOrRest() {
        try {
            return tick();
        } catch (RuntimeException e) {
            log.error("the scheduler could not do its work and tries again in {}", LOOK_AT_LEAST_EVERY, e);
            return clock.instant().plus(LOOK_AT_LEAST_EVERY);
        }
    }

    private void recoverOnce(Instant now) {
        if (!recovered) {
            runs.orphans().forEach(run -> recorder.orphaned(run, catalog.find(run.jobId()), ATTEMPTS, now));
            recovered = true;
        }
    }

    private void takeOverEdits(Instant now) {
        CatalogChange change = catalog.refresh();
        if (change.kind() == CatalogChange.Kind.BROKEN) {
            List<String> problems =
                    change.problems().stream().map(Object::toString).toList();
            String text = "cron/jobs.json cannot be taken over, the last good jobs stay in force:\n"
                    + String.join("\n", problems);
            recorder.notice(JobNotice.Kind.CATALOG_BROKEN, text, now);
        } else if (change.kind() == CatalogChange.Kind.MENDED) {
            recorder.notice(JobNotice.Kind.CATALOG_MENDED, "cron/jobs.json is in force again", now);
        }
    }

    /** What a tick came to: runs that are ours now, and when something will be due again. */
    private record Agenda(List<JobRun> claimed, Instant next) {}

    /** All claims of a tick are one transaction: they cost one write to the disk together. */
    private Agenda claimAll(Instant now) {
        List<JobRun> claimed = new ArrayList<>();
        claimAgain(claimed, now);
        Instant next = claimDue(claimed, now);
        states.ticked(now);
        return new Agenda(claimed, next);
    }

    private void claimAgain(List<JobRun> claimed, Instant now) {
        for (Run cut : runs.toRunAgain(ATTEMPTS, now.minus(settings.catchUpWindow()))) {
            catalog.find(cut.jobId())
                    .filter(job -> job.enabled() || cut.cause() == Cause.MANUAL)
                    .filter(job -> !active.has(job) && hasRoom(claimed))
                    .flatMap(job -> claims.claimAgain(job, cut, now))
                    .ifPresent(claimed::add);
        }
    }

    private record Waiting(JobDefinition job, Instant since) {}

    private Instant claimDue(List<JobRun> claimed, Instant now) {
        Map<String, JobState> known = states.all();
        Instant next = now.plus(NOTHING_DUE);
        List<Waiting> due = new ArrayList<>();
        for (JobDefinition job : catalog.jobs()) {
            JobState state = claims.sync(job, Optional.ofNullable(known.remove(job.id())), now);
            Optional<Instant> at = job.enabled() ? claims.next(job, state) : Optional.empty();
            if (job.enabled() && at.isEmpty()) {
                retire(job, state);
            }
            if (at.isPresent() && !at.get().isAfter(now)) {
                due.add(new Waiting(job, at.get()));
                at = claims.next(job, state.upTo(now, 1));
            }
            next = at.filter(next::isAfter).orElse(next);
        }
        known.keySet().forEach(states::forget);
        due.sort(Comparator.comparing(Waiting::since));
        for (Waiting waiting : due) {
            // With no room the claim waits; beside a run of the same job it takes note that the occurrence passed.
            boolean going = active.has(waiting.job());
            if (going || hasRoom(claimed)) {
                claims.claimDue(waiting.job(), going, now).ifPresent(claimed::add);
            }
        }
        return next;
    }

    private boolean hasRoom(List<JobRun> claimed) {
        return !stopping && active.count() + claimed.size() < settings.maxParallelJobs();
    }

    /** A job that is never due again says so in its definition. */
    private void retire(JobDefinition job, JobState state) {
        if (active.has(job) || runs.isRunning(job.id())) {
            return;
        }
        try {
            String times = state.fired() == 1 ? "once" : state.fired() + " times";
            catalog.pause(job.id(), state.fired() == 0 ? "its time is past" : "done: ran " + times);
            states.save(state.asPaused());
        } catch (CatalogException e) {
            if (cannotRetire.add(job.id())) {
                log.warn("{} is done but cannot be marked so: {}", job.name(), e.getMessage());
            }
        }
    }

    private void prune(Instant now) {
        if (Duration.between(pruned, now).abs().compareTo(Duration.ofDays(1)) > 0) {
            runs.prune(RUNS_KEPT, settings.outputRetention(), now);
            pruned = now;
        }
    }
}
