package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** {@code kubectl rollout restart}: new pods for all of a workload, by its own strategy. */
public final class RolloutRestart implements ActionTool {
    private static final String ANNOTATION = "kubectl.kubernetes.io/restartedAt";

    @Override
    public ToolSpec spec() {
        return Kinds.ROLLING.arguments(
                ToolSpec.named("rollout_restart", "Restarts the pods of a workload one after the other."));
    }

    @Override
    public List<Permission> permissions() {
        return Kinds.ROLLING.permissions();
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        ResourceType type = Kinds.ROLLING.of(arguments);
        KubeObject workload = Target.of(type, arguments, context);
        RolloutState.of(workload).refusal().ifPresent(why -> {
            throw new IllegalArgumentException("%s %s".formatted(workload, why));
        });
        String now = context.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Action.Intent intent = new Action.Intent(
                "rollout_restart",
                type,
                workload.ref(),
                Risk.SAFE,
                "kubectl -n %s rollout restart %s/%s"
                        .formatted(workload.namespace(), Kinds.word(type), workload.name()));
        return new Action.Patch(
                RolloutState.pods(workload)
                        .touchedBy(intent, workload, "replaced")
                        .until(Goal.ROLLED_OUT),
                "",
                Action.PatchType.STRATEGIC_MERGE,
                Json.of(Map.of(
                        "spec",
                        Map.of("template", Map.of("metadata", Map.of("annotations", Map.of(ANNOTATION, now)))))));
    }
}
