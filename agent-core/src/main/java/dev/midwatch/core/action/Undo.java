package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.core.action.Judgement.Answer;
import dev.midwatch.core.audit.Audit;
import java.util.Map;
import java.util.Optional;

/**
 * Puts back what did not help. It was judged together with the action and, if a person was asked, approved with it; so both are judged
 * again by the rules of now, and nobody is asked. The rate does not count it.
 */
record Undo(Questions questions, ActionLog log, Execution execution, Audit audit) {
    /** Begins the origin of an undo; the audit id of what is undone follows. */
    static final String ORIGIN = "undo:";

    String of(ExecutedAction executed) {
        Optional<Action> undo = executed.action().intent().undo();
        if (undo.isEmpty()) {
            return "There is nothing that could be put back.";
        }
        Optional<String> obstacle = obstacle(executed, undo.get());
        if (obstacle.isPresent()) {
            audit.record(
                    "not undone",
                    AuditFacts.of(undo.get(), Map.of("undoes", executed.auditId(), "why", obstacle.get())));
            return "It was not undone: %s. By hand: `%s`"
                    .formatted(obstacle.get(), undo.get().intent().kubectl());
        }
        return run(executed, undo.get());
    }

    private Optional<String> obstacle(ExecutedAction executed, Action undo) {
        Judgement known = questions.known(executed.action());
        if (known.refuses()) {
            return Optional.of(known.why());
        }
        try {
            Optional<KubeObject> now = questions.writes().target(undo);
            Precondition precondition = Precondition.of(undo, log.leftAs(executed.auditId()), now);
            return precondition == Precondition.HOLDS
                    ? obstacle(executed, questions.seen(executed.action(), now.get()))
                    : Optional.of(precondition.why(undo.intent().target()));
        } catch (ClusterException no) {
            return Optional.of(no.getMessage());
        }
    }

    private static Optional<String> obstacle(ExecutedAction executed, Judgement seen) {
        if (seen.answer() == Answer.ASK && !executed.wasApproved()) {
            return Optional.of("it would have to be asked for by now, and nobody was");
        }
        return seen.refuses() ? Optional.of(seen.why()) : Optional.empty();
    }

    private String run(ExecutedAction executed, Action undo) {
        String origin = ORIGIN + executed.auditId();
        String auditId = execution.begin(
                undo, Optional.empty(), origin, questions.config().get().verifyWithin());
        Verdict verdict = execution.run(auditId, undo, log.leftAs(executed.auditId()), origin);
        if (verdict instanceof Verdict.Failed failed) {
            return "It could not be undone: " + failed.why();
        }
        audit.record("undone", AuditFacts.of(undo, Map.of("undoes", executed.auditId(), "audit_id", auditId)));
        return "Undone: `%s` (audit %s)".formatted(undo.intent().kubectl(), auditId);
    }
}
