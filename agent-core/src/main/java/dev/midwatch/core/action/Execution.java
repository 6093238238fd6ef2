package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.core.action.ExecutedAction.Outcome;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.trace.Span;
import dev.midwatch.core.trace.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs an action, each step written down before the next. What cuts it off leaves it begun in the log, for {@link Recovery}. */
final class Execution {
    /** After these nobody knows whether the API server did it: there was no answer, or one that something broke on the way (5xx). */
    private static final Set<Why> UNANSWERED = Set.of(Why.TIMEOUT, Why.UNREACHABLE, Why.FAILED);
    /** Controllers write status all the time, and each of it is another version of the object. */
    private static final int TRIES = 5;

    private final Writes writes;
    private final ActionLog log;
    private final Audit audit;
    private final Stop stop;
    private final Clock clock;
    private final Tracer tracer;

    Execution(Writes writes, ActionLog log, Audit audit, Stop stop, Clock clock, Tracer tracer) {
        this.writes = writes;
        this.log = log;
        this.audit = audit;
        this.stop = stop;
        this.clock = clock;
        this.tracer = tracer;
    }

    /** Notes in the store that it is about to run, and answers its audit id. */
    String begin(Action action, Optional<String> finding, String origin, Duration verifyWithin) {
        Instant now = clock.instant();
        String auditId = ShortId.of(12);
        log.begun(auditId, action, finding, origin, now, now.plus(verifyWithin));
        return auditId;
    }

    /** @param desired digest of the desired state that the target had when the action was judged */
    Verdict run(String auditId, Action action, String desired, String origin) {
        try (Span span = tracer.begin("action " + action.intent().name())) {
            Verdict verdict = ordered(auditId, action, desired, origin);
            span.set("midwatch.action", action.intent().name()).set("midwatch.audit.id", auditId);
            return verdict instanceof Verdict.Failed ? marked(span, verdict) : verdict;
        }
    }

    private static Verdict marked(Span span, Verdict failed) {
        span.failed("action_failed");
        return failed;
    }

    private Verdict ordered(String auditId, Action action, String desired, String origin) {
        audit.record("executing", AuditFacts.of(action, Map.of("audit_id", auditId, "origin", origin)));
        Writes.Done done;
        try {
            done = write(auditId, action, desired);
        } catch (ClusterException no) {
            return failed(auditId, action, no);
        }
        audit.record("executed", AuditFacts.of(action, Map.of("audit_id", auditId)));
        log.ran(auditId, done.object().map(DesiredState::digest).orElse(""));
        return new Verdict.Ran(auditId, done.output());
    }

    /** Looks at the target once more, and lets the API server hold the write against the very version that was seen. */
    private Writes.Done write(String auditId, Action action, String desired) throws ClusterException {
        for (int tries = 1; ; tries++) {
            Optional<KubeObject> seen = writes.target(action);
            Precondition precondition = Precondition.of(action, desired, seen);
            if (precondition != Precondition.HOLDS) {
                throw new ClusterException(
                        Why.CONFLICT, precondition.why(action.intent().target()));
            }
            if (stop.isSet()) {
                throw new ClusterException(Why.FORBIDDEN, stop.why());
            }
            try {
                return writes.execute(action, seen.get(), auditId);
            } catch (ClusterException e) {
                if (e.why() != Why.CONFLICT || tries == TRIES) {
                    throw e;
                }
            }
        }
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
        log.move(auditId, Outcome.BEGUN, Outcome.FAILED, no.getMessage());
        return new Verdict.Failed(auditId, no.getMessage());
    }
}
