package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import java.util.Optional;

/**
 * What the API server would make of an action.
 *
 * @param generation of the target now
 * @param diff       for people
 */
record Rehearsal(long generation, String diff) {
    /** @throws ClusterException if it would not be accepted, or the target is not what it was planned for */
    static Rehearsal of(Action action, ClusterReader cluster, Writes writes) throws ClusterException {
        ObjectRef target = action.intent().target();
        Optional<KubeObject> before = cluster.find(action.intent().type(), target.namespace(), target.name());
        Precondition precondition = Precondition.of(action, before);
        if (precondition != Precondition.HOLDS) {
            throw new ClusterException(
                    precondition == Precondition.GONE ? Why.NOT_FOUND : Why.CONFLICT, precondition.why(target));
        }
        KubeObject after = writes.dryRun(action);
        String diff =
                action instanceof Action.Patch ? ObjectDiff.of(before.get().json(), after.json()) : "- " + target;
        return new Rehearsal(Precondition.generation(before.get()), diff);
    }
}
