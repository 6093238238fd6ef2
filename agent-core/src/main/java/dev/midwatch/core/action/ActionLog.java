package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The actions that ran, in the store: for the rate limit and for the verification that follows each. */
final class ActionLog {
    private static final Duration RATE_WINDOW = Duration.ofHours(1);

    private final Database database;

    ActionLog(Database database) {
        this.database = database;
    }

    /** Written before the action runs, so that one cut off by a crash still counts. */
    void begun(String auditId, Action action, Optional<String> finding, String origin, Instant at, Instant deadline) {
        database.update(
                "INSERT INTO actions (audit_id, name, target, canonical, finding, origin, ran, deadline, outcome)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'BEGUN')",
                auditId,
                action.intent().name(),
                action.intent().target().key(),
                ActionJson.write(action),
                finding.orElse(null),
                origin,
                at,
                deadline);
    }

    /** Moves an action on, once: of two who know what became of it one gets true. */
    boolean move(String auditId, ExecutedAction.Outcome from, ExecutedAction.Outcome to) {
        return database.update(
                        "UPDATE actions SET outcome = ? WHERE audit_id = ? AND outcome = ?",
                        to.name(),
                        auditId,
                        from.name())
                == 1;
    }

    /** When the action of that audit id ran; empty if none of ours had it. */
    Optional<Instant> ran(String auditId) {
        return database.one("SELECT ran FROM actions WHERE audit_id = ?", row -> row.instant("ran"), auditId);
    }

    /** What ran within the last hour, for the rate. */
    Rate.Load load(Action action, Instant now) {
        Instant since = now.minus(RATE_WINDOW);
        return new Rate.Load(
                count(
                        "SELECT count(*) AS n FROM actions WHERE name = ? AND target = ? AND ran > ?",
                        action.intent().name(),
                        action.intent().target().key(),
                        since),
                count("SELECT count(*) AS n FROM actions WHERE ran > ?", since));
    }

    List<ExecutedAction> withOutcome(ExecutedAction.Outcome outcome) {
        return database.query(
                "SELECT * FROM actions WHERE outcome = ? ORDER BY ran", ActionLog::executed, outcome.name());
    }

    private long count(String sql, Object... args) {
        return database.one(sql, row -> row.number("n"), args).orElse(0L);
    }

    private static ExecutedAction executed(Row row) {
        return new ExecutedAction(
                row.text("audit_id"),
                ActionJson.read(row.text("canonical")),
                row.maybeText("finding"),
                row.text("origin"),
                row.instant("ran"),
                row.instant("deadline"),
                ExecutedAction.Outcome.valueOf(row.text("outcome").toUpperCase(Locale.ROOT)));
    }
}
