package dev.midwatch.core.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.core.action.ExecutedAction.Outcome;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.audit.CanonicalJson;
import dev.midwatch.core.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles what a crash, or an API server that did not answer, left between the order and its outcome, by what the cluster shows. */
public final class Recovery {
    /**
     * What is younger may still be under way: in a command beside the gateway, or in the API server, which ends a request after a
     * minute.
     */
    static final Duration UNDER_WAY = Duration.ofSeconds(90);

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Map<String, Outcome> LAST_STEPS =
            Map.of("executed", Outcome.RAN, "failed", Outcome.FAILED, "unknown", Outcome.UNKNOWN);

    private final ClusterReader cluster;
    private final Database database;
    private final ActionLog log;
    private final Audit audit;
    private final Clock clock;

    public Recovery(ClusterReader cluster, Database database, Audit audit, Clock clock) {
        this.cluster = cluster;
        this.database = database;
        this.log = new ActionLog(database);
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * An action whose outcome is known now, or is known to be beyond knowing.
     *
     * @param why what showed it
     */
    public record Settled(ExecutedAction action, Outcome outcome, String why) {}

    /**
     * Settles all that can be settled now. What ran is verified from then on like any other.
     *
     * @param telling tells of one, in the transaction that settles it, so that a crash loses neither
     */
    public void settle(Consumer<Settled> telling) {
        Instant now = clock.instant();
        for (ExecutedAction action : log.withOutcome(Outcome.BEGUN)) {
            if (!now.isBefore(action.ran().plus(UNDER_WAY))) {
                settle(action, now, telling);
            }
        }
    }

    private void settle(ExecutedAction action, Instant now, Consumer<Settled> telling) {
        Optional<Outcome> written = written(action.auditId());
        Trace trace;
        if (written.isPresent()) {
            trace = new Trace(written.get(), "the audit file says so");
        } else {
            Optional<Trace> seen = look(action, now);
            if (seen.isEmpty()) {
                return;
            }
            trace = seen.get();
            audit.record(step(trace.outcome()), facts(action, trace));
        }
        database.inTransaction(() -> {
            if (log.move(action.auditId(), Outcome.BEGUN, trace.outcome(), why(trace))) {
                telling.accept(new Settled(action, trace.outcome(), why(trace)));
            }
        });
    }

    private static String why(Trace trace) {
        return trace.outcome() == Outcome.UNKNOWN
                ? "it was cut off, and nobody can tell whether it was done: " + trace.why()
                : trace.why();
    }

    /** Empty if the cluster cannot be asked now, and there is time to ask again. */
    private Optional<Trace> look(ExecutedAction executed, Instant now) {
        Action.Intent intent = executed.action().intent();
        try {
            return Optional.of(Trace.of(
                    executed.action(),
                    executed.auditId(),
                    cluster.find(
                            intent.type(),
                            intent.target().namespace(),
                            intent.target().name()),
                    mark -> log.ran(mark)
                            .filter(before -> before.isBefore(executed.ran()))
                            .isPresent()));
        } catch (ClusterException e) {
            LOG.warn("action {} was cut off, and {} cannot be looked at", executed.auditId(), intent.target(), e);
            return now.isBefore(executed.deadline())
                    ? Optional.empty()
                    : Optional.of(new Trace(Outcome.UNKNOWN, "the object cannot be looked at: " + e.getMessage()));
        }
    }

    private static Map<String, Object> facts(ExecutedAction action, Trace trace) {
        return AuditFacts.of(
                action.action(),
                Map.of("audit_id", action.auditId(), "why", "found after it was cut off: " + trace.why()));
    }

    /** A crash between the two leaves the outcome in the audit file alone. */
    private Optional<Outcome> written(String auditId) {
        return audit.lines().stream()
                .filter(line -> line.contains(auditId))
                .flatMap(line -> CanonicalJson.find(line).stream())
                .filter(line -> line.get("audit_id").is(auditId))
                .map(line -> line.get("step"))
                .map(Json::text)
                .filter(LAST_STEPS::containsKey)
                .map(LAST_STEPS::get)
                .findFirst();
    }

    private static String step(Outcome outcome) {
        return LAST_STEPS.entrySet().stream()
                .filter(step -> step.getValue() == outcome)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
