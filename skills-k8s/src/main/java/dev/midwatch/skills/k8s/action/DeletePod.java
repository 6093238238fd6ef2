package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
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
        String namespace = arguments.get("namespace").text();
        String name = arguments.get("name").text();
        KubeObject pod = context.cluster()
                .find(ResourceType.PODS, namespace, name)
                .orElseThrow(() -> new IllegalArgumentException("there is no Pod %s/%s".formatted(namespace, name)));
        requireAController(pod);
        if (pod.deletionRequested().isPresent()) {
            throw new IllegalArgumentException("%s is being deleted already, since %s"
                    .formatted(pod, pod.deletionRequested().get()));
        }
        return new Action.Delete(new Action.Intent(
                "delete_pod",
                ResourceType.PODS,
                pod.ref(),
                Risk.SAFE,
                "kubectl -n %s delete pod %s".formatted(namespace, name)));
    }

    private static void requireAController(KubeObject pod) {
        ObjectRef controller = pod.controller()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s has no controller: nothing would bring it back".formatted(pod)));
        // The kubelet owns the mirror of a static pod; deleting the mirror leaves the pod as it is.
        if (controller.kind().equals("Node")) {
            throw new IllegalArgumentException(
                    "%s is a static pod of its node: deleting it changes nothing".formatted(pod));
        }
    }
}
