package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code kubectl scale}: another number of pods, where nothing else decides that number. */
public final class Scale implements ActionTool {
    private static final ResourceType AUTOSCALERS =
            ResourceType.namespaced("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler");

    @Override
    public ToolSpec spec() {
        return Kinds.SCALED
                .arguments(ToolSpec.named("scale", "Sets the number of pods of a workload."))
                .with("replicas", Map.of("type", "integer", "minimum", 0), true);
    }

    @Override
    public List<Permission> permissions() {
        List<Permission> all = new ArrayList<>(Kinds.SCALED.permissions());
        all.add(Permission.list(AUTOSCALERS, "spec.scaleTargetRef"));
        return all;
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        int wanted = replicas(arguments.get("replicas"));
        KubeObject workload = Target.of(Kinds.SCALED.of(arguments), arguments, context);
        int now = RolloutState.pods(workload).pods();
        if (now == wanted) {
            throw new IllegalArgumentException("%s is scaled to %d already".formatted(workload, now));
        }
        refuseIfOwned(workload);
        refuseIfAutoscaled(workload, context);
        return patch(intent(workload, now, wanted).undoneBy(patch(intent(workload, wanted, now), now)), wanted);
    }

    private static int replicas(Json argument) {
        long wanted = argument.number(-1);
        if (wanted < 0 || wanted > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("replicas has to be a whole number, 0 or more");
        }
        return (int) wanted;
    }

    /** Of a ReplicaSet; what else is owned is a matter of its owner's habits, and told. */
    private static void refuseIfOwned(KubeObject workload) {
        if (workload.type().equals(ResourceType.REPLICA_SETS)) {
            workload.controller().ifPresent(owner -> {
                throw new IllegalArgumentException("%s belongs to %s: scale that".formatted(workload, owner));
            });
        }
    }

    private static void refuseIfAutoscaled(KubeObject workload, ToolContext context) throws ClusterException {
        for (KubeObject autoscaler :
                context.cluster().list(ListQuery.of(AUTOSCALERS).in(workload.namespace()))) {
            Json reference = autoscaler.at("spec.scaleTargetRef");
            ObjectRef target = new ObjectRef(
                    reference.get("apiVersion").text(),
                    reference.get("kind").text(),
                    workload.namespace(),
                    reference.get("name").text(),
                    "");
            if (target.sameAs(workload.ref())) {
                throw new IllegalArgumentException(
                        "%s is scaled by %s, which would set it back: its minReplicas and maxReplicas are for a person to change"
                                .formatted(workload, autoscaler));
            }
        }
    }

    private static Action.Intent intent(KubeObject workload, int from, int to) {
        String owner = workload.controller()
                .map(by -> "; %s owns it and may set it back".formatted(by))
                .orElse("");
        Action.Intent intent = new Action.Intent(
                "scale",
                workload.type(),
                workload.ref(),
                Risk.RISKY,
                "kubectl -n %s scale %s/%s --replicas=%d"
                        .formatted(workload.namespace(), Kinds.word(workload.type()), workload.name(), to));
        return new PodCount(Math.abs(to - from))
                .touchedBy(
                        intent, workload, "%s (%d to %d)%s".formatted(to > from ? "added" : "removed", from, to, owner))
                .until(
                        workload.type().equals(ResourceType.REPLICA_SETS)
                                ? Goal.reads("status.replicas", to)
                                : Goal.ROLLED_OUT);
    }

    private static Action patch(Action.Intent intent, int replicas) {
        return new Action.Patch(
                intent, "", Action.PatchType.MERGE, Json.of(Map.of("spec", Map.of("replicas", replicas))));
    }
}
