package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.core.action.ExecutedAction.Outcome;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Did it help? Watches the finding that led to an action, or else the action's goal, until the time for that is up. */
public final class Verification {
    /** A finding that is gone at once may come back at once: only one that stays gone for this long counts. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

    private final ClusterReader cluster;
    private final Database database;
    private final ActionLog log;
    private final FindingLedger ledger;
    private final Audit audit;
    private final Clock clock;

    public Verification(ClusterReader cluster, Database database, FindingLedger ledger, Audit audit, Clock clock) {
        this.cluster = cluster;
        this.database = database;
        this.log = new ActionLog(database);
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * An action whose end is known now.
     *
     * @param entry the finding it was to repair; empty if it was judged by its own goal
     * @param undo  what was begun to undo it, before a crash
     */
    public record Result(
            ExecutedAction action, Outcome outcome, Optional<LedgerEntry> entry, Optional<ExecutedAction> undo) {}

    /** The actions whose findings are still being watched. */
    public List<ExecutedAction> pending() {
        return log.withOutcome(Outcome.RAN).stream()
                .filter(action -> action.finding().isPresent())
                .toList();
    }

    /**
     * The findings, by fingerprint, whose end is told with the verdict on a repair: it is not known yet, or nobody has been told of it.
     * Asked in the transaction that claims news, it cannot miss a verdict that comes at that moment.
     */
    public Set<String> spokenFor() {
        return Stream.concat(pending().stream(), untold().stream().map(Result::action))
                .flatMap(action -> action.finding().stream())
                .collect(Collectors.toSet());
    }

    /** Judges what is pending by the ledger as it is now; each result is given once, and stays untold. */
    public List<Result> judge() {
        List<Result> results = new ArrayList<>();
        for (ExecutedAction action : pending()) {
            Optional<LedgerEntry> entry = ledger.find(action.finding().get());
            entry.flatMap(known -> outcome(action, known, clock.instant()))
                    .flatMap(outcome -> settle(action, outcome, entry))
                    .ifPresent(results::add);
        }
        return results;
    }

    /** Judges by their goals, as the cluster shows them now, the actions that repair no finding; each result is given once, and stays untold. */
    public List<Result> judgeGoals() {
        List<Result> results = new ArrayList<>();
        for (ExecutedAction action : log.withOutcome(Outcome.RAN)) {
            if (action.finding().isEmpty()) {
                goal(action)
                        .flatMap(outcome -> settle(action, outcome, Optional.empty()))
                        .ifPresent(results::add);
            }
        }
        return results;
    }

    /** What is known and not yet told, also of before a crash. */
    public List<Result> untold() {
        return database.query("SELECT audit_id FROM untold ORDER BY rowid", row -> row.text("audit_id")).stream()
                .flatMap(id -> log.find(id).stream())
                .map(action -> result(action, action.finding().flatMap(ledger::find)))
                .toList();
    }

    /** Tells it and strikes it off in one. */
    public void told(Result result, Runnable telling) {
        database.inTransaction(() -> {
            telling.run();
            database.update(
                    "DELETE FROM untold WHERE audit_id = ?", result.action().auditId());
        });
    }

    private Optional<Outcome> goal(ExecutedAction executed) {
        Action.Intent intent = executed.action().intent();
        boolean late = !clock.instant().isBefore(executed.deadline());
        try {
            boolean reached = Goals.reached(
                    intent,
                    cluster.find(
                            intent.type(),
                            intent.target().namespace(),
                            intent.target().name()));
            return reached ? Optional.of(Outcome.FIXED) : late ? Optional.of(Outcome.NOT_FIXED) : Optional.empty();
        } catch (ClusterException e) {
            LOG.warn("whether {} has reached its goal cannot be seen: {}", executed.auditId(), e.getMessage());
            return late ? Optional.of(Outcome.UNKNOWN) : Optional.empty();
        }
    }

    static Optional<Outcome> outcome(ExecutedAction action, LedgerEntry entry, Instant now) {
        if (isGone(entry, now)) {
            return Optional.of(Outcome.FIXED);
        }
        boolean late = !now.isBefore(action.deadline());
        return late && entry.isOpen() ? Optional.of(Outcome.NOT_FIXED) : Optional.empty();
    }

    /** Whether a finding is gone, and not just for a moment. */
    static boolean isGone(LedgerEntry entry, Instant now) {
        return entry.spell()
                .resolved()
                .filter(gone -> !now.isBefore(gone.plus(SETTLED)))
                .isPresent();
    }

    private Optional<Result> settle(ExecutedAction action, Outcome outcome, Optional<LedgerEntry> entry) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("audit_id", action.auditId());
        facts.put(
                "seen",
                entry.map(finding -> "finding " + finding.fingerprint())
                        .orElseGet(() -> action.action().intent().goal().toString()));
        audit.record(
                switch (outcome) {
                    case FIXED -> "verified";
                    case NOT_FIXED -> "not fixed";
                    default -> "not verified";
                },
                AuditFacts.of(action.action(), facts));
        boolean first =
                database.transaction(() -> log.move(action.auditId(), Outcome.RAN, outcome, why(action, outcome))
                        && database.update("INSERT INTO untold (audit_id) VALUES (?)", action.auditId()) == 1);
        return first ? log.find(action.auditId()).map(settled -> result(settled, entry)) : Optional.empty();
    }

    private static String why(ExecutedAction action, Outcome outcome) {
        return outcome == Outcome.UNKNOWN
                ? "whether it worked cannot be seen: %s cannot be looked at"
                        .formatted(action.action().intent().target())
                : "";
    }

    private Result result(ExecutedAction settled, Optional<LedgerEntry> entry) {
        return new Result(settled, settled.outcome(), entry, log.ofOrigin(Undo.ORIGIN + settled.auditId()));
    }
}
