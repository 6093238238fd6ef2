package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import java.util.Optional;

/**
 * What the API server would make of an action.
 *
 * @param desired digest of the target's desired state now
 * @param diff    for people; with what the undo would leave behind
 */
record Rehearsal(String desired, String diff) {
    /** @throws ClusterException if it would not be accepted */
    static Rehearsal of(Action action, KubeObject before, Writes writes) throws ClusterException {
        String diff = diff(action, before, writes);
        Optional<Action> undo = action.intent().undo();
        return new Rehearsal(
                DesiredState.digest(before), undo.isEmpty() ? diff : diff + "\n" + undone(undo.get(), before, writes));
    }

    /** Tried on the object as it is now: what puts back everything changes nothing there. */
    private static String undone(Action undo, KubeObject before, Writes writes) throws ClusterException {
        try {
            String left = diff(undo, before, writes);
            return left.isEmpty() ? "undone: as it is now" : "undone, not as it is now:\n" + left;
        } catch (ClusterException no) {
            throw new ClusterException(no.why(), "its undo cannot be tried: " + no.getMessage(), no);
        }
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
