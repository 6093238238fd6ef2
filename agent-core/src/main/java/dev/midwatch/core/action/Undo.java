package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import java.util.Map;
import java.util.Optional;

/** Puts back what did not help. It was approved together with the action, so nobody is asked, and the rate does not count it. */
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
        Judgement judgement = questions
                .stop()
                .judge()
                .then(() -> questions.policy().judge(undo))
                .then(() -> Rights.of(undo).judge(questions.cluster()));
        if (judgement.refuses()) {
            return Optional.of(judgement.why());
        }
        try {
            Optional<KubeObject> now = questions.writes().target(undo);
            Precondition precondition = Precondition.of(undo, log.leftAs(executed.auditId()), now);
            return precondition == Precondition.HOLDS
                    ? Optional.empty()
                    : Optional.of(precondition.why(undo.intent().target()));
        } catch (ClusterException no) {
            return Optional.of(no.getMessage());
        }
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
