package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.Row;
import dev.midwatch.core.text.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The actions that ran, in the store: for the rate limit and for the verification that follows each. */
public final class ActionLog {
    private static final Duration RATE_WINDOW = Duration.ofHours(1);

    private final Database database;

    public ActionLog(Database database) {
        this.database = database;
    }

    /** Written before the action runs, so that one cut off by a crash still counts. */
    void begun(String auditId, Action action, Optional<String> finding, String origin, Instant at, Instant deadline) {
        database.update(
                "INSERT INTO actions (audit_id, name, target, canonical, finding, origin, ran, deadline, outcome)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'BEGUN')",
                auditId,
                action.intent().name(),
                Subject.of(action).key(),
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

    /** The same, with the reason for people. */
    boolean move(String auditId, ExecutedAction.Outcome from, ExecutedAction.Outcome to, String why) {
        return database.update(
                        "UPDATE actions SET outcome = ?, why = ? WHERE audit_id = ? AND outcome = ?",
                        to.name(),
                        PlainText.ofProcess().of(why),
                        auditId,
                        from.name())
                == 1;
    }

    /** Why an action failed, or why nobody knows what became of it; empty otherwise. */
    String why(String auditId) {
        return database.one("SELECT why FROM actions WHERE audit_id = ?", row -> row.maybeText("why"), auditId)
                .flatMap(why -> why)
                .orElse("");
    }

    /** Whether its end is known and not yet told; until then what did not help may still be undone. */
    boolean isUntold(String auditId) {
        return database.one("SELECT audit_id FROM untold WHERE audit_id = ?", row -> true, auditId)
                .isPresent();
    }

    /** It ran; afterwards the object's desired state had that digest, empty where none was answered. */
    void ran(String auditId, String leftAs) {
        database.update(
                "UPDATE actions SET outcome = 'RAN', left_as = ? WHERE audit_id = ? AND outcome = 'BEGUN'",
                leftAs,
                auditId);
    }

    /** The digest of the desired state in which an action left its target; empty if that is not known. */
    String leftAs(String auditId) {
        return database.one("SELECT left_as FROM actions WHERE audit_id = ?", row -> row.text("left_as"), auditId)
                .orElse("");
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
                        "SELECT count(*) AS n FROM actions WHERE name = ? AND target = ? AND ran > ? AND origin NOT GLOB 'undo:*'",
                        action.intent().name(),
                        Subject.of(action).key(),
                        since),
                count("SELECT count(*) AS n FROM actions WHERE ran > ? AND origin NOT GLOB 'undo:*'", since));
    }

    /** What was done about that finding, or to what that action is about, since then and did not help, oldest first; none once something did help. */
    List<ExecutedAction> notHelped(Action action, Optional<String> finding, Instant since) {
        List<ExecutedAction> tried = database.query(
                "SELECT * FROM actions WHERE (target = ? OR finding = ?) AND ran > ? AND origin NOT GLOB 'undo:*' ORDER BY ran",
                ActionLog::executed,
                Subject.of(action).key(),
                finding.orElse(null),
                since);
        int helped = -1;
        for (int i = 0; i < tried.size(); i++) {
            helped = tried.get(i).outcome() == ExecutedAction.Outcome.FIXED ? i : helped;
        }
        return tried.subList(helped + 1, tried.size()).stream()
                .filter(one -> one.outcome() == ExecutedAction.Outcome.NOT_FIXED)
                .toList();
    }

    /** Newest first. */
    public List<ExecutedAction> all() {
        return database.query("SELECT * FROM actions ORDER BY ran DESC", ActionLog::executed);
    }

    Optional<ExecutedAction> find(String auditId) {
        return database.one("SELECT * FROM actions WHERE audit_id = ?", ActionLog::executed, auditId);
    }

    /** What was last run for that reason, if anything was. */
    Optional<ExecutedAction> ofOrigin(String origin) {
        return database.one("SELECT * FROM actions WHERE origin = ? ORDER BY ran DESC", ActionLog::executed, origin);
    }

    List<ExecutedAction> withOutcome(ExecutedAction.Outcome outcome) {
        return database.query(
                "SELECT * FROM actions WHERE outcome = ? ORDER BY ran", ActionLog::executed, outcome.name());
    }

    /** What was done about that finding, or to that object, in that time and not as the undo of something; oldest first. */
    public List<ExecutedAction> about(String finding, ObjectRef object, Instant from, Instant to) {
        String target = ResourceType.common(object.apiVersion(), object.kind())
                .map(type -> new Subject(type, object.namespace(), object.name()).key())
                .orElse("");
        return database.query(
                "SELECT * FROM actions WHERE (finding = ? OR target = ?) AND ran BETWEEN ? AND ?"
                        + " AND origin NOT GLOB 'undo:*' ORDER BY ran",
                ActionLog::executed,
                finding,
                target,
                from,
                to);
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
