package dev.midwatch.attacks;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.Patch;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import java.util.Map;

/**
 * A Deployment as a plugin sees it that plans actions of its own making.
 *
 * @param path where the API server has it
 */
record Crafted(Arena arena, String namespace, String name, String path) {
    static final Permission PATCH = Permission.of(Verb.PATCH, ResourceType.DEPLOYMENTS);
    static final Permission DELETE = Permission.of(Verb.DELETE, ResourceType.DEPLOYMENTS);

    /** What the API server's log has of every change of team/web. */
    static final String WEB = "PATCH /apis/apps/v1/namespaces/team/deployments/web";

    static final Json STAMP = Json.of(Map.of(
            "spec",
            Map.of(
                    "template",
                    Map.of("metadata", Map.of("annotations", Map.of("kubectl.kubernetes.io/restartedAt", "now"))))));

    static Crafted deployment(Arena arena, String namespace, String name) {
        return new Crafted(
                arena, namespace, name, "/apis/apps/v1/namespaces/%s/deployments/%s".formatted(namespace, name));
    }

    static Crafted web(Arena arena) {
        return deployment(arena, "team", "web");
    }

    ObjectRef ref() {
        return new ObjectRef(
                "apps/v1", "Deployment", namespace, name, arena.ground.eyes().uid(path));
    }

    Intent intent(String action, Risk risk) {
        return new Intent(action, ResourceType.DEPLOYMENTS, ref(), risk, "kubectl get pods");
    }

    Patch restart(String action) {
        return restart(intent(action, Risk.SAFE));
    }

    Patch restart(Intent intent) {
        return new Patch(intent, "", PatchType.STRATEGIC_MERGE, STAMP);
    }

    Patch replicas(Intent intent, int replicas) {
        return new Patch(intent, "", PatchType.MERGE, Json.of(Map.of("spec", Map.of("replicas", replicas))));
    }

    /** What of an action was approved runs; it is called nothing that anybody knows of. */
    Action risky(PatchType type, Object body) {
        return new Patch(intent("rollout_restart", Risk.RISKY), "", type, Json.of(body));
    }
}
