package dev.midwatch.core.job;

import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.Row;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the scheduler remembers of each job, and when it last looked. */
final class JobStates {
    private final Database database;

    JobStates(Database database) {
        this.database = database;
    }

    /**
     * @param schedule as it was when the cursor was set; another one starts afresh
     * @param anchor   when the job came to be, or came back; {@code in 30m} counts from here
     * @param cursor   occurrences up to here have been dealt with
     * @param fired    occurrences that were run
     */
    record JobState(
            String jobId,
            String schedule,
            Instant anchor,
            Instant cursor,
            int fired,
            boolean paused,
            FailureNotice.Failing failing) {
        JobState upTo(Instant occurrence, int more) {
            return new JobState(jobId, schedule, anchor, occurrence, fired + more, paused, failing);
        }

        JobState asPaused() {
            return new JobState(jobId, schedule, anchor, cursor, fired, true, failing);
        }

        JobState with(FailureNotice.Failing now) {
            return new JobState(jobId, schedule, anchor, cursor, fired, paused, now);
        }
    }

    Map<String, JobState> all() {
        return database.query("SELECT * FROM job_state", JobStates::state).stream()
                .collect(Collectors.toMap(JobState::jobId, Function.identity()));
    }

    Optional<JobState> find(String jobId) {
        return database.one("SELECT * FROM job_state WHERE job_id = ?", JobStates::state, jobId);
    }

    void save(JobState state) {
        database.update(
                "INSERT OR REPLACE INTO job_state (job_id, schedule, anchor, cursor, fired, paused, failing_since,"
                        + " failure_told, failures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                state.jobId(),
                state.schedule(),
                state.anchor(),
                state.cursor(),
                state.fired(),
                state.paused(),
                state.failing().since().orElse(null),
                state.failing().told().orElse(null),
                state.failing().count());
    }

    void forget(String jobId) {
        database.update("DELETE FROM job_state WHERE job_id = ?", jobId);
    }

    void ticked(Instant now) {
        database.update("INSERT OR REPLACE INTO scheduler (one, last_tick) VALUES (1, ?)", now);
    }

    Optional<Instant> lastTick() {
        return database.one("SELECT last_tick FROM scheduler", row -> row.instant("last_tick"));
    }

    private static JobState state(Row row) {
        return new JobState(
                row.text("job_id"),
                row.text("schedule"),
                row.instant("anchor"),
                row.instant("cursor"),
                (int) row.number("fired"),
                row.flag("paused"),
                new FailureNotice.Failing(row.maybeInstant("failing_since"), row.maybeInstant("failure_told"), (int)
                        row.number("failures")));
    }
}
