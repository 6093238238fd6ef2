package dev.midwatch.core.job;

import dev.midwatch.core.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What lies ahead, for those who only look: works on a database opened for reading, beside a running gateway. */
public final class Outlook {
    private final JobStates states;
    private final Claims claims;
    private final InstantSource clock;

    public Outlook(Database database, SchedulerSettings settings, InstantSource clock) {
        this.states = new JobStates(database);
        this.claims = new Claims(new RunStore(database), states, settings);
        this.clock = clock;
    }

    /** When the job is due next, or was due if that run has not begun; empty if paused or never due again. */
    public Optional<Instant> nextDue(JobDefinition job) {
        return job.enabled()
                ? claims.next(job, claims.state(job, states.find(job.id()), clock.instant()))
                : Optional.empty();
    }

    /** Since when every run of the job has failed; empty if the last one did not. */
    public Optional<Instant> failingSince(JobDefinition job) {
        return states.find(job.id()).flatMap(state -> state.failing().since());
    }

    /** When the scheduler last came to the end of a tick, in this process or one before. */
    public Optional<Instant> lastTick() {
        return states.lastTick();
    }

    /** How long no tick came to its end, if that is longer than it ever should be. */
    public Optional<Duration> overdue() {
        return lastTick()
                .map(last -> Duration.between(last, clock.instant()))
                .filter(since -> since.compareTo(Scheduler.LOOK_AT_LEAST_EVERY.multipliedBy(3)) > 0);
    }
}
