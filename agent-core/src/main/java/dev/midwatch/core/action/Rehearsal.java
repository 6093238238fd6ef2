package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;

/**
 * What the API server would make of an action.
 *
 * @param desired digest of the target's desired state now
 * @param diff    for people
 */
record Rehearsal(String desired, String diff) {
    /** @throws ClusterException if it would not be accepted */
    static Rehearsal of(Action action, KubeObject before, Writes writes) throws ClusterException {
        return new Rehearsal(DesiredState.digest(before), diff(action, before, writes));
    }

    private static String diff(Action action, KubeObject before, Writes writes) throws ClusterException {
        if (action instanceof Action.Exec exec) {
            // The API server cannot try a command without running it.
            return "$ " + String.join(" ", exec.command());
        }
        KubeObject after = writes.dryRun(action);
        return action instanceof Action.Patch patch
                ? ObjectDiff.of(before.json(), after.json(), patch.subresource().equals("status"))
                : "- " + before;
    }
}
