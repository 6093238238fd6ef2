package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code kubectl rollout restart}: new pods for all of a workload, by its own strategy. */
public final class RolloutRestart implements ActionTool {
    private static final String ANNOTATION = "kubectl.kubernetes.io/restartedAt";
    private static final Map<String, ResourceType> KINDS = Map.of(
            "deployment", ResourceType.DEPLOYMENTS,
            "statefulset", ResourceType.STATEFUL_SETS,
            "daemonset", ResourceType.DAEMON_SETS);

    @Override
    public ToolSpec spec() {
        return ToolSpec.named("rollout_restart", "Restarts the pods of a workload one after the other.")
                .with("kind", Map.of("type", "string", "enum", List.of("Deployment", "StatefulSet", "DaemonSet")), true)
                .text("namespace", "its namespace")
                .text("name", "its name");
    }

    @Override
    public List<Permission> permissions() {
        List<Permission> all = new ArrayList<>();
        for (ResourceType type :
                List.of(ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS, ResourceType.DAEMON_SETS)) {
            all.add(Permission.get(type));
            all.add(Permission.of(Verb.PATCH, type));
        }
        return all;
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        String kind = arguments.get("kind").text().toLowerCase(Locale.ROOT);
        String namespace = arguments.get("namespace").text();
        String name = arguments.get("name").text();
        ResourceType type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalArgumentException(
                    "kind %s: Deployment, StatefulSet or DaemonSet".formatted(arguments.get("kind")));
        }
        KubeObject workload = context.cluster()
                .find(type, namespace, name)
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no %s %s/%s".formatted(type.kind(), namespace, name)));
        RolloutState.of(workload).refusal().ifPresent(why -> {
            throw new IllegalArgumentException("%s %s".formatted(workload, why));
        });
        String now = context.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Action.Patch(
                new Action.Intent(
                        "rollout_restart",
                        type,
                        workload.ref(),
                        Risk.SAFE,
                        "kubectl -n %s rollout restart %s/%s".formatted(namespace, kind, name)),
                "",
                Action.PatchType.STRATEGIC_MERGE,
                Json.of(Map.of(
                        "spec",
                        Map.of("template", Map.of("metadata", Map.of("annotations", Map.of(ANNOTATION, now)))))));
    }
}
