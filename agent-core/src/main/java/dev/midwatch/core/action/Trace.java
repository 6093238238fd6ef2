package dev.midwatch.core.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.core.action.ExecutedAction.Outcome;
import dev.midwatch.core.kube.ClusterWriter;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether the cluster shows that an action happened whose answer nobody heard.
 *
 * @param outcome RAN, FAILED or UNKNOWN
 * @param why     one line for the audit file and for people
 */
record Trace(Outcome outcome, String why) {
    /**
     * @param now     the object of that name, if there is one
     * @param earlier whether an audit id is that of an earlier change
     */
    static Trace of(Action action, String auditId, Optional<KubeObject> now, Predicate<String> earlier) {
        Optional<KubeObject> target =
                now.filter(one -> one.uid().equals(action.intent().target().uid()));
        if (action instanceof Action.Delete || action instanceof Action.Evict) {
            return ofRemoval(target);
        }
        if (!(action instanceof Action.Patch patch)) {
            return new Trace(Outcome.UNKNOWN, "a command leaves no trace on the object");
        }
        return target.map(one -> ofPatch(patch, auditId, one, earlier))
                .orElseGet(() -> new Trace(Outcome.UNKNOWN, "the object is gone, and what was done to it with it"));
    }

    private static Trace ofRemoval(Optional<KubeObject> target) {
        if (target.isEmpty()) {
            return new Trace(Outcome.RAN, "the object of that uid is gone");
        }
        return target.get().deletionRequested().isPresent()
                ? new Trace(Outcome.RAN, "the object is being deleted")
                : new Trace(Outcome.FAILED, "the object is still there");
    }

    private static Trace ofPatch(Action.Patch patch, String auditId, KubeObject target, Predicate<String> earlier) {
        String mark = target.annotation(ClusterWriter.AUDIT_ID);
        if (mark.equals(auditId)) {
            return new Trace(Outcome.RAN, "the object carries its audit id");
        }
        if (patch.patchType() == Action.PatchType.JSON || !patch.subresource().isEmpty()) {
            return new Trace(Outcome.UNKNOWN, "a patch of that kind leaves no audit id on the object");
        }
        if (!mark.isEmpty() && !earlier.test(mark)) {
            return new Trace(Outcome.UNKNOWN, "the object was changed again since, under audit id " + mark);
        }
        return contains(target.json(), patch.body())
                ? new Trace(Outcome.UNKNOWN, "the object is as the patch wanted it, but does not carry its audit id")
                : new Trace(Outcome.FAILED, "the object does not carry its audit id, nor what the patch wanted");
    }

    private static boolean contains(Json object, Json wanted) {
        if (wanted.members().isEmpty()) {
            return String.valueOf(object.raw()).equals(String.valueOf(wanted.raw()));
        }
        return wanted.members().entrySet().stream()
                .allMatch(member -> contains(object.get(member.getKey()), member.getValue()));
    }
}
