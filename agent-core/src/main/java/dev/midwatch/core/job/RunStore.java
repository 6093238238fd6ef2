package dev.midwatch.core.job;

import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The runs there were and are. A run belongs to whoever inserts its row; from then on every change of its state is made only from
 * the state it was in, so that of two who would end it one does.
 */
public final class RunStore {
    private static final String UNFINISHED = "state IN ('CLAIMED', 'RUNNING')";

    private final Database database;
    private final Owner owner;

    public RunStore(Database database) {
        this(database, Owner.ofThisProcess());
    }

    RunStore(Database database, Owner owner) {
        this.database = database;
        this.owner = owner;
    }

    /** What a claim is for. */
    record Occurrence(
            String jobId, String job, Instant scheduled, int attempt, Cause cause, boolean late, int missed) {}

    <T> T transaction(Supplier<T> work) {
        return database.transaction(work);
    }

    /** The number of the run, if nobody has claimed the same before. */
    Optional<Long> claim(Occurrence occurrence, Instant now) {
        return insert(occurrence, RunState.CLAIMED, null, now);
    }

    /** Takes note of an occurrence that nobody ran, so that it is not lost. */
    void miss(Occurrence occurrence, String why, Instant now) {
        insert(occurrence, RunState.MISSED, why, now);
    }

    private Optional<Long> insert(Occurrence of, RunState state, String error, Instant now) {
        return database.one(
                "INSERT INTO run (job_id, job, scheduled, attempt, cause, state, late, missed, owner, claimed, error)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (job_id, scheduled, attempt) DO NOTHING RETURNING id",
                row -> row.number("id"),
                of.jobId(),
                of.job(),
                of.scheduled(),
                of.attempt(),
                of.cause(),
                state,
                of.late(),
                of.missed(),
                owner.text(),
                now,
                error);
    }

    boolean begin(long id, Instant now) {
        return database.update(
                        "UPDATE run SET state = 'RUNNING', started = ? WHERE id = ? AND state = 'CLAIMED'", now, id)
                == 1;
    }

    /**
     * Must be called, and answer true, before a run changes anything in the cluster: after a crash it is then not run again.
     * False: the run is over, be it by its time limit, and may not change anything any more.
     */
    public boolean beginWrite(long id) {
        return database.update("UPDATE run SET wrote = 1 WHERE id = ? AND state = 'RUNNING'", id) == 1;
    }

    /** Takes note that the model wanted to be silent in that run and was not let. */
    public void overruled(long id) {
        database.update("UPDATE run SET overruled = 1 WHERE id = ?", id);
    }

    /** Whether that run has not ended. */
    public boolean isGoing(long id) {
        return database.one("SELECT id FROM run WHERE id = ? AND " + UNFINISHED, row -> row.number("id"), id)
                .isPresent();
    }

    /** Ends a run; false if it had ended already. */
    boolean finish(long id, RunState state, RunResult result, Optional<String> output, Instant now) {
        boolean failed = state == RunState.FAILED || state == RunState.INTERRUPTED;
        return database.update(
                        "UPDATE run SET state = ?, finished = ?, summary = ?, error = ?, looked_at = ?, not_seen = ?,"
                                + " tokens_in = ?, tokens_out = ?, output = ? WHERE id = ? AND " + UNFINISHED,
                        state,
                        now,
                        failed ? null : result.summary(),
                        failed ? result.text() : null,
                        result.facts().lookedAt(),
                        result.facts().notSeen(),
                        result.facts().tokensIn(),
                        result.facts().tokensOut(),
                        output.orElse(null),
                        id)
                == 1;
    }

    /** Whether a run of the job is claimed or going, in whatever process. */
    public boolean isRunning(String jobId) {
        return database.one("SELECT id FROM run WHERE job_id = ? AND " + UNFINISHED, row -> row.number("id"), jobId)
                .isPresent();
    }

    /** Those whose process is gone. */
    List<Run> orphans() {
        return unfinished().stream()
                .filter(run -> !Owner.parse(run.owner()).alive())
                .toList();
    }

    /** All that are claimed or going. */
    public List<Run> unfinished() {
        return database.query("SELECT * FROM run WHERE " + UNFINISHED + " ORDER BY id", RunStore::run);
    }

    /** Runs that a crash cut before they wrote anything, not begun again so far, oldest first. */
    List<Run> toRunAgain(int attempts, Instant scheduledSince) {
        return database.query(
                "SELECT * FROM run r WHERE state = 'INTERRUPTED' AND wrote = 0 AND attempt < ? AND scheduled >= ?"
                        + " AND NOT EXISTS (SELECT 1 FROM run n WHERE n.job_id = r.job_id"
                        + " AND n.scheduled = r.scheduled AND n.attempt > r.attempt) ORDER BY id",
                RunStore::run,
                attempts,
                scheduledSince);
    }

    public Optional<Run> find(long id) {
        return database.one("SELECT * FROM run WHERE id = ?", RunStore::run, id);
    }

    /** Newest first. */
    public List<Run> recent(int limit) {
        return database.query("SELECT * FROM run ORDER BY id DESC LIMIT ?", RunStore::run, limit);
    }

    /** Runs of one job, newest first. */
    public List<Run> recent(String jobId, int limit) {
        return database.query(
                "SELECT * FROM run WHERE job_id = ? ORDER BY id DESC LIMIT ?", RunStore::run, jobId, limit);
    }

    /** Newest first, of one job or of all. */
    public List<Run> page(Optional<String> jobId, int offset, int limit) {
        String rest = "ORDER BY id DESC LIMIT ? OFFSET ?";
        return jobId.isPresent()
                ? database.query(
                        "SELECT * FROM run WHERE job_id = ? " + rest, RunStore::run, jobId.get(), limit, offset)
                : database.query("SELECT * FROM run " + rest, RunStore::run, limit, offset);
    }

    public long count(Optional<String> jobId) {
        String all = "SELECT count(*) AS n FROM run";
        return jobId.map(id -> database.one(all + " WHERE job_id = ?", row -> row.number("n"), id))
                .orElseGet(() -> database.one(all, row -> row.number("n")))
                .orElseThrow();
    }

    /** The newest of those that are over and saw the cluster, whatever became of them. */
    public Optional<Run> lastThatLooked() {
        return database.one(
                "SELECT * FROM run WHERE finished IS NOT NULL AND looked_at <> '' ORDER BY id DESC LIMIT 1",
                RunStore::run);
    }

    /** A run, in so few words that many of them are read quickly. */
    public record Brief(long id, String jobId, Instant at, RunState state) {}

    /** Those that were due since then, oldest first. */
    public List<Brief> since(Instant moment) {
        return database.query(
                "SELECT id, job_id, scheduled, state FROM run WHERE claimed >= ? ORDER BY id",
                row -> new Brief(
                        row.number("id"),
                        row.text("job_id"),
                        row.instant("scheduled"),
                        RunState.valueOf(row.text("state"))),
                moment);
    }

    /** Forgets what is older, except the newest of each job; a claim is needed no longer than a clock may jump back. */
    int prune(Duration older, int kept, Instant now) {
        return database.update(
                "DELETE FROM run WHERE finished < ? AND id NOT IN (SELECT id FROM (SELECT id, row_number() OVER"
                        + " (PARTITION BY job_id ORDER BY id DESC) AS place FROM run) WHERE place <= ?)",
                now.minus(older),
                kept);
    }

    private static Run run(Row row) {
        return new Run(
                row.number("id"),
                row.text("job_id"),
                row.text("job"),
                row.instant("scheduled"),
                (int) row.number("attempt"),
                Cause.valueOf(row.text("cause")),
                RunState.valueOf(row.text("state")),
                row.flag("late"),
                (int) row.number("missed"),
                row.text("owner"),
                row.instant("claimed"),
                row.maybeInstant("started"),
                row.maybeInstant("finished"),
                row.flag("wrote"),
                row.maybeText("summary").orElse(""),
                new RunFacts(
                        row.maybeText("looked_at").orElse(""),
                        row.maybeText("not_seen").orElse(""),
                        row.number("tokens_in"),
                        row.number("tokens_out")),
                row.maybeText("error").orElse(""),
                row.maybeText("output"));
    }
}
