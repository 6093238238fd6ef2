package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;

/** Whether an action is what it calls itself: rules, rate, circuit breaker and the audit file go by its name and its target. */
final class Naming {
    private Naming() {}

    /**
     * An undo may have the name of another action, as cordon and uncordon do; what the rules say of its tool holds for it as well.
     *
     * @param tool the one that planned it
     */
    static Judgement judge(Action action, String tool) {
        Intent intent = action.intent();
        if (!intent.name().equals(tool)) {
            return Judgement.refuse("%s planned what calls itself %s".formatted(tool, intent.name()));
        }
        return intent.undo()
                        .filter(undo -> !undo.intent().type().equals(intent.type()))
                        .isPresent()
                ? Judgement.refuse("its undo is of another resource type")
                : Judgement.run();
    }

    /** @param seen the target as the API server has it */
    static Judgement judge(Action action, KubeObject seen) {
        ObjectRef target = action.intent().target();
        ObjectRef truth = new ObjectRef(
                seen.at("apiVersion").text(), seen.at("kind").text(), seen.namespace(), seen.name(), seen.uid());
        return truth.equals(target) && seen.ref().equals(target)
                ? Judgement.run()
                : Judgement.refuse("what it calls %s (%s, %s) is %s (%s)"
                        .formatted(target, target.apiVersion(), action.intent().type(), truth, truth.apiVersion()));
    }
}
