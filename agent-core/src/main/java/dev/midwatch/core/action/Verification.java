package dev.midwatch.core.action;

import dev.midwatch.core.action.ExecutedAction.Outcome;
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

/** Did it help? Watches the finding that led to an action until it is gone, or the time for that is up. */
public final class Verification {
    /** A finding that is gone at once may come back at once: only one that stays gone for this long counts. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final ActionLog log;
    private final FindingLedger ledger;
    private final Audit audit;
    private final Clock clock;

    public Verification(Database database, FindingLedger ledger, Audit audit, Clock clock) {
        this.log = new ActionLog(database);
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /** An action whose end is known now. */
    public record Result(ExecutedAction action, Outcome outcome, LedgerEntry entry) {}

    /** The actions whose findings are still being watched. */
    public List<ExecutedAction> pending() {
        return log.withOutcome(Outcome.RAN).stream()
                .filter(action -> action.finding().isPresent())
                .toList();
    }

    /** Judges what is pending by the ledger as it is now; each result is given once. */
    public List<Result> judge() {
        List<Result> results = new ArrayList<>();
        for (ExecutedAction action : pending()) {
            Optional<LedgerEntry> entry = ledger.find(action.finding().get());
            entry.flatMap(known -> outcome(action, known, clock.instant()))
                    .ifPresent(outcome -> results.add(settle(action, outcome, entry.get())));
        }
        return results;
    }

    static Optional<Outcome> outcome(ExecutedAction action, LedgerEntry entry, Instant now) {
        boolean settled = entry.spell()
                .resolved()
                .filter(gone -> !now.isBefore(gone.plus(SETTLED)))
                .isPresent();
        if (settled) {
            return Optional.of(Outcome.FIXED);
        }
        boolean late = !now.isBefore(action.deadline());
        return late && entry.isOpen() ? Optional.of(Outcome.NOT_FIXED) : Optional.empty();
    }

    private Result settle(ExecutedAction action, Outcome outcome, LedgerEntry entry) {
        audit.record(
                outcome == Outcome.FIXED ? "verified" : "not fixed",
                Map.of(
                        "audit_id", action.auditId(),
                        "action", action.action().intent().name(),
                        "target", action.action().intent().target().toString(),
                        "finding", entry.fingerprint()));
        log.move(action.auditId(), Outcome.RAN, outcome);
        return new Result(action, outcome, entry);
    }
}
