package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ToolContext;
import java.util.List;
import java.util.Map;

/** Closes a node to new pods, and opens it again: each is the other's undo. */
enum Cordoning {
    CORDON("cordon", true, "no more pods are placed on"),
    UNCORDON("uncordon", false, "pods may be placed again on");

    static final List<Permission> PERMISSIONS = List.of(
            Permission.get(ResourceType.NODES),
            Permission.of(Verb.PATCH, ResourceType.NODES),
            Permission.list(ResourceType.PODS, "spec.nodeName", "status.phase"));

    private final String tool;
    private final boolean closed;
    private final String effect;

    Cordoning(String tool, boolean closed, String effect) {
        this.tool = tool;
        this.closed = closed;
        this.effect = effect;
    }

    Action plan(Json arguments, ToolContext context) throws ClusterException {
        KubeObject node = Target.of(ResourceType.NODES, arguments, context);
        if (node.at("spec.unschedulable").isTrue() == closed) {
            throw new IllegalArgumentException(
                    node + (closed ? " is cordoned already" : " is not cordoned: there is nothing to do"));
        }
        long pods =
                context.cluster().list(ListQuery.of(ResourceType.PODS).where("spec.nodeName=" + node.name())).stream()
                        .filter(pod -> !pod.at("status.phase").is("Succeeded")
                                && !pod.at("status.phase").is("Failed"))
                        .count();
        return patch(
                node,
                intent(node, pods).undoneBy(opposite().patch(node, opposite().intent(node, pods))));
    }

    private Cordoning opposite() {
        return this == CORDON ? UNCORDON : CORDON;
    }

    private Action.Intent intent(KubeObject node, long pods) {
        return new Action.Intent(
                        tool, ResourceType.NODES, node.ref(), Risk.RISKY, "kubectl " + tool + " " + node.name())
                .touching(0, "running pods are touched; %s %s, which has %d".formatted(effect, node, pods))
                .until(
                        closed
                                ? Goal.reads("spec.unschedulable", true)
                                : Goal.readsNoLonger("spec.unschedulable", true));
    }

    private Action patch(KubeObject node, Action.Intent intent) {
        return new Action.Patch(
                intent, "", Action.PatchType.MERGE, Json.of(Map.of("spec", Map.of("unschedulable", closed))));
    }
}
