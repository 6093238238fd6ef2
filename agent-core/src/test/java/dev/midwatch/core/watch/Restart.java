package dev.midwatch.core.watch;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;
import java.util.Map;

/** Restarts a Deployment of the simulated cluster; with an undo that takes the stamp away again. */
final class Restart implements ActionTool {
    static final String NAME = "rollout_restart";

    @Override
    public ToolSpec spec() {
        return ToolSpec.named(NAME, "Restarts a Deployment.");
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.get(ResourceType.DEPLOYMENTS), Permission.of(Verb.PATCH, ResourceType.DEPLOYMENTS));
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        String namespace = arguments.get("namespace").text();
        String name = arguments.get("name").text();
        KubeObject found = context.cluster()
                .find(ResourceType.DEPLOYMENTS, namespace, name)
                .orElseThrow(() -> new IllegalArgumentException("there is no " + name));
        Action.Intent intent = new Action.Intent(
                        NAME,
                        ResourceType.DEPLOYMENTS,
                        found.ref(),
                        Risk.RISKY,
                        "kubectl -n %s rollout restart deployment/%s".formatted(namespace, name))
                .touching(3, "pods are replaced one after the other")
                .until(Goal.ROLLED_OUT);
        return patch(intent.undoneBy(patch(intent, "")), context.now().toString());
    }

    private static Action patch(Action.Intent intent, String stamp) {
        return new Action.Patch(
                intent,
                "",
                Action.PatchType.STRATEGIC_MERGE,
                Json.of(Map.of(
                        "spec",
                        Map.of(
                                "template",
                                Map.of(
                                        "metadata",
                                        Map.of("annotations", Map.of("kubectl.kubernetes.io/restartedAt", stamp)))))));
    }
}
