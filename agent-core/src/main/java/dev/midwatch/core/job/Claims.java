package dev.midwatch.core.job;

import dev.midwatch.core.job.JobStates.JobState;
import dev.midwatch.core.job.RunStore.Occurrence;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Turns what is due into runs that are ours. Each decision and its claim are one transaction. */
final class Claims {
    private final RunStore runs;
    private final JobStates states;
    private final SchedulerSettings settings;

    Claims(RunStore runs, JobStates states, SchedulerSettings settings) {
        this.runs = runs;
        this.states = states;
        this.settings = settings;
    }

    /** Brings what is remembered of a job in line with its definition. */
    JobState sync(JobDefinition job, Optional<JobState> known, Instant now) {
        JobState state = state(job, known, now);
        if (!known.equals(Optional.of(state))) {
            states.save(state);
        }
        return state;
    }

    /** The state of a job as its definition now is; a new or changed schedule begins afresh, a resumed job too. */
    JobState state(JobDefinition job, Optional<JobState> known, Instant now) {
        String schedule = job.schedule().text() + " " + zone(job);
        if (known.isEmpty()) {
            return new JobState(job.id(), schedule, now, start(job, now), 0, !job.enabled(), FailureNotice.Failing.NOT);
        }
        JobState state = known.get();
        boolean changed = !state.schedule().equals(schedule);
        if (changed || state.paused() != !job.enabled()) {
            boolean again = changed || exhausted(job, state);
            int fired = again ? 0 : state.fired();
            return new JobState(job.id(), schedule, now, now, fired, !job.enabled(), state.failing());
        }
        // The clock was put back: what lies ahead of now will come round again, and claims keep it from running twice.
        return state.cursor().isAfter(now) ? state.upTo(now, 0) : state;
    }

    /** When the job is due next, or was due first; empty if never again. */
    Optional<Instant> next(JobDefinition job, JobState state) {
        return exhausted(job, state)
                ? Optional.empty()
                : job.schedule().from(state.anchor()).next(state.cursor(), zone(job));
    }

    /**
     * Claims the occurrence that is due, if it is to be run and no run of the job is going.
     *
     * @param goingHere whether one is going in this process, be it one whose time is up
     */
    Optional<JobRun> claimDue(JobDefinition job, boolean goingHere, Instant now) {
        return runs.transaction(() -> {
            JobState state = states.find(job.id()).orElseGet(() -> sync(job, Optional.empty(), now));
            return Due.now(job.schedule().from(state.anchor()), zone(job), state.cursor(), now, settings)
                    .flatMap(due -> claim(job, state, due, goingHere || runs.isRunning(job.id()), now));
        });
    }

    /** Claims another attempt at an occurrence whose run was cut. */
    Optional<JobRun> claimAgain(JobDefinition job, Run cut, Instant now) {
        return runs.transaction(() -> runs.isRunning(job.id())
                ? Optional.empty()
                : taken(
                        job,
                        new Occurrence(
                                job.id(),
                                job.name(),
                                cut.scheduled(),
                                cut.attempt() + 1,
                                cut.cause(),
                                cut.scheduled().plus(Due.PUNCTUAL).isBefore(now),
                                cut.missed()),
                        now));
    }

    /** Claims a run that is not due, for another cause; empty if one is going. */
    Optional<JobRun> claimOutOfTurn(JobDefinition job, Cause cause, Instant now) {
        return runs.transaction(() -> {
            if (runs.isRunning(job.id())) {
                return Optional.empty();
            }
            // It needs a time that no other run of the job has.
            Optional<JobRun> run = Optional.empty();
            for (Instant at = now; run.isEmpty(); at = at.plusMillis(1)) {
                run = taken(job, new Occurrence(job.id(), job.name(), at, 1, cause, false, 0), now);
            }
            return run;
        });
    }

    private Optional<JobRun> claim(JobDefinition job, JobState state, Due due, boolean running, Instant now) {
        int missed = due.run() && !running ? due.missed() : due.missed() + 1;
        Occurrence occurrence =
                new Occurrence(job.id(), job.name(), due.occurrence(), 1, Cause.SCHEDULED, due.late(), missed);
        if (due.run() && !running) {
            Optional<JobRun> run = taken(job, occurrence, now);
            states.save(state.upTo(due.occurrence(), run.isPresent() ? 1 : 0));
            return run;
        }
        runs.miss(occurrence, running ? "the run before was still going" : "nobody could run it in time", now);
        states.save(state.upTo(due.occurrence(), 0));
        return Optional.empty();
    }

    private Optional<JobRun> taken(JobDefinition job, Occurrence occurrence, Instant now) {
        return runs.claim(occurrence, now)
                .map(id -> new JobRun(
                        id,
                        job,
                        occurrence.scheduled(),
                        now,
                        occurrence.attempt(),
                        occurrence.cause(),
                        occurrence.late(),
                        occurrence.missed(),
                        now.plus(job.timeout().orElse(settings.timeout())),
                        zone(job)));
    }

    /** A single moment that passed between writing the job and the first look at it is caught up like any other. */
    private Instant start(JobDefinition job, Instant now) {
        return job.schedule().once() ? now.minus(settings.catchUpWindow()) : now;
    }

    private static boolean exhausted(JobDefinition job, JobState state) {
        return job.repeat().isPresent() && state.fired() >= job.repeat().getAsInt();
    }

    private ZoneId zone(JobDefinition job) {
        return job.timezone().orElse(settings.zone());
    }
}
