package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.Verb;
import java.util.List;

/** The permission that an action needs: its tool must have declared it, and the API server must grant it. */
record Rights(Permission needed, String namespace) {
    static Rights of(Action action) {
        return new Rights(needed(action), action.intent().target().namespace());
    }

    Judgement judge(List<Permission> declared) {
        return declared.stream().anyMatch(this::isCoveredBy)
                ? Judgement.run()
                : Judgement.refuse("its tool did not declare the permission to " + needed);
    }

    Judgement judge(ClusterReader cluster) {
        try {
            for (Permission each : asked()) {
                if (!cluster.allowed(each, namespace)) {
                    return Judgement.refuse("this identity may not %s in %s"
                            .formatted(each, namespace.isEmpty() ? "the cluster" : namespace));
                }
            }
            return Judgement.run();
        } catch (ClusterException cannotAsk) {
            return Judgement.refuse("the access review failed: " + cannotAsk.getMessage());
        }
    }

    /** A command begins as a GET that becomes a WebSocket, and the API server asks for both verbs. */
    private List<Permission> asked() {
        return needed.subresource().equals("exec")
                ? List.of(needed, Permission.get(needed.type()).on("exec"))
                : List.of(needed);
    }

    private static Permission needed(Action action) {
        Action.Intent intent = action.intent();
        if (action instanceof Action.Patch patch) {
            return Permission.of(Verb.PATCH, intent.type()).on(patch.subresource());
        }
        if (action instanceof Action.Evict) {
            return Permission.of(Verb.CREATE, intent.type()).on("eviction");
        }
        return action instanceof Action.Exec
                ? Permission.of(Verb.CREATE, intent.type()).on("exec")
                : Permission.of(Verb.DELETE, intent.type());
    }

    private boolean isCoveredBy(Permission declared) {
        return declared.verb() == needed.verb()
                && declared.type().toString().equals(needed.type().toString())
                && declared.subresource().equals(needed.subresource());
    }
}
