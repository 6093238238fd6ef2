package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.core.action.ExecutedAction.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs an action, each step written down before the next. What cuts it off leaves it begun in the log, for {@link Recovery}. */
final class Execution {
    /** After these nobody knows whether the API server did it. */
    private static final Set<Why> UNANSWERED = Set.of(Why.TIMEOUT, Why.UNREACHABLE);

    private final Writes writes;
    private final ActionLog log;
    private final Audit audit;
    private final Duration verifyWithin;
    private final Clock clock;

    Execution(Writes writes, ActionLog log, Audit audit, Duration verifyWithin, Clock clock) {
        this.writes = writes;
        this.log = log;
        this.audit = audit;
        this.verifyWithin = verifyWithin;
        this.clock = clock;
    }

    /** Notes in the store that it is about to run, and answers its audit id. */
    String begin(Action action, Optional<String> finding, String origin) {
        Instant now = clock.instant();
        String auditId = ShortId.of(12);
        log.begun(auditId, action, finding, origin, now, now.plus(verifyWithin));
        return auditId;
    }

    Verdict run(String auditId, Action action, String origin) {
        audit.record("executing", AuditFacts.of(action, Map.of("audit_id", auditId, "origin", origin)));
        try {
            writes.execute(action, auditId);
        } catch (ClusterException no) {
            return failed(auditId, action, no);
        }
        audit.record("executed", AuditFacts.of(action, Map.of("audit_id", auditId)));
        log.move(auditId, Outcome.BEGUN, Outcome.RAN);
        return new Verdict.Ran(auditId);
    }

    private Verdict failed(String auditId, Action action, ClusterException no) {
        boolean unanswered = UNANSWERED.contains(no.why());
        audit.record(
                unanswered ? "unanswered" : "failed",
                AuditFacts.of(action, Map.of("audit_id", auditId, "why", no.getMessage())));
        if (unanswered) {
            return new Verdict.Failed(
                    auditId, no.getMessage() + "; whether it happened all the same is looked up in a few minutes");
        }
        log.move(auditId, Outcome.BEGUN, Outcome.FAILED);
        return new Verdict.Failed(auditId, no.getMessage());
    }
}
