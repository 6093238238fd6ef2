package dev.midwatch.core.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A plugin says that its action is safe; whether it is can be seen by the action itself, and only that counts. */
final class SafeClaim {
    /** What controllers act upon once, and nothing else reads. */
    private static final Set<List<String>> REQUESTS = Set.of(
            List.of("spec", "template", "metadata", "annotations", "kubectl.kubernetes.io/restartedAt"),
            List.of("metadata", "annotations", "argocd.argoproj.io/refresh"));

    private static final Set<ResourceType> KEEPERS =
            Set.of(ResourceType.REPLICA_SETS, ResourceType.STATEFUL_SETS, ResourceType.DAEMON_SETS);

    private SafeClaim() {}

    /** Whether a controller repairs all that the action may break. */
    static boolean holds(Action action, KubeObject target) {
        if (action.intent().risk() != Risk.SAFE) {
            return false;
        }
        if (action instanceof Action.Patch patch) {
            return patch.subresource().isEmpty()
                    && patch.patchType() != PatchType.JSON
                    && leaves(List.of(), patch.body()).allMatch(REQUESTS::contains);
        }
        return action instanceof Action.Delete
                && action.intent().type().equals(ResourceType.PODS)
                && target.controller()
                        .filter(controller -> keepsRunning(action, controller))
                        .isPresent()
                && target.condition("Ready").filter(Condition::isTrue).isEmpty();
    }

    /** Whether it makes another pod for each that is missing, and the pod is called after it, so that the rate counts its pods as one. */
    private static boolean keepsRunning(Action deletion, ObjectRef controller) {
        return ResourceType.common(controller.apiVersion(), controller.kind())
                        .filter(KEEPERS::contains)
                        .isPresent()
                && Subject.of(deletion).name().equals(Subject.podsOf(controller.name()));
    }

    private static Stream<List<String>> leaves(List<String> path, Json value) {
        if (value.members().isEmpty()) {
            return Stream.of(value.raw() instanceof String ? path : List.of());
        }
        return value.members().entrySet().stream()
                .flatMap(member -> leaves(
                        Stream.concat(path.stream(), Stream.of(member.getKey())).toList(), member.getValue()));
    }
}
