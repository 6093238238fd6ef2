package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;

/** Deletes a pod, so that its controller makes another; never one that nobody would bring back. */
public final class DeletePod implements ActionTool {
    @Override
    public ToolSpec spec() {
        return ToolSpec.named("delete_pod", "Deletes a stuck pod, so that its controller makes a new one.")
                .text("namespace", "its namespace")
                .text("name", "its name");
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.get(ResourceType.PODS), Permission.of(Verb.DELETE, ResourceType.PODS));
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        KubeObject pod = Target.of(ResourceType.PODS, arguments, context);
        ObjectRef controller = Replaced.by(pod);
        boolean ready = pod.condition("Ready").filter(Condition::isTrue).isPresent();
        return new Action.Delete(new Action.Intent(
                        "delete_pod",
                        ResourceType.PODS,
                        pod.ref(),
                        ready ? Risk.RISKY : Risk.SAFE,
                        "kubectl -n %s delete pod %s".formatted(pod.namespace(), pod.name()))
                .touching(
                        1,
                        "pod%s is deleted, and %s makes another"
                                .formatted(ready ? ", which is ready," : "", controller))
                .until(Goal.GONE));
    }
}
