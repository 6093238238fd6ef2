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
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;
import java.util.stream.Collectors;

/** Moves a pod away as a drain does: the API server refuses it if a disruption budget does not allow it. */
public final class EvictPod implements ActionTool {
    private static final ResourceType BUDGETS =
            ResourceType.namespaced("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget");

    @Override
    public ToolSpec spec() {
        return ToolSpec.named(
                        "evict_pod", "Evicts a pod if its disruption budget allows; its controller makes a new one.")
                .text("namespace", "its namespace")
                .text("name", "its name");
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.get(ResourceType.PODS),
                Permission.list(BUDGETS, "spec.selector", "status.disruptionsAllowed"),
                Permission.of(Verb.CREATE, ResourceType.PODS).on("eviction"));
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        KubeObject pod = Target.of(ResourceType.PODS, arguments, context);
        ObjectRef controller = Replaced.by(pod);
        return new Action.Evict(new Action.Intent("evict_pod", ResourceType.PODS, pod.ref(), Risk.RISKY, kubectl(pod))
                .touching(1, "pod is evicted, and %s makes another; %s".formatted(controller, budgets(pod, context)))
                .until(Goal.GONE));
    }

    /** There is no verb for one eviction; this is the request that a drain makes. */
    private static String kubectl(KubeObject pod) {
        return "kubectl create --raw /api/v1/namespaces/%1$s/pods/%2$s/eviction -f - <<<'%3$s'"
                .formatted(
                        pod.namespace(),
                        pod.name(),
                        "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"%s\"}}"
                                .formatted(pod.name()));
    }

    private static String budgets(KubeObject pod, ToolContext context) throws ClusterException {
        String all = context.cluster().list(ListQuery.of(BUDGETS).in(pod.namespace())).stream()
                .filter(budget -> new Selector(budget.at("spec.selector")).selects(pod.labels()))
                .map(budget -> "%s allows %d more"
                        .formatted(
                                budget, budget.at("status.disruptionsAllowed").number(0)))
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "no disruption budget covers it" : all;
    }
}
