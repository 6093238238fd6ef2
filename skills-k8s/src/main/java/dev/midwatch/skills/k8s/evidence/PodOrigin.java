package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;

/** Whom a pod belongs to and what it stands on. */
public final class PodOrigin {
    private PodOrigin() {}

    /** The workload somebody would name. A static pod is its own: its node is where it runs, not who is to blame. */
    public static ObjectRef owner(CheckContext context, KubeObject pod) {
        ObjectRef owner = context.owner(pod);
        return owner.kind().equals("Node") ? pod.ref() : owner;
    }

    public static boolean isOf(KubeObject pod, String controllerKind) {
        return pod.controller()
                .filter(owner -> owner.kind().equals(controllerKind))
                .isPresent();
    }

    /** The objects whose trouble would explain the pod's: its node, and these. Reads {@code spec.nodeName}. */
    public static List<ObjectRef> dependencies(KubeObject pod, List<ObjectRef> more) {
        List<ObjectRef> all = new ArrayList<>();
        String node = pod.at("spec.nodeName").text();
        if (!node.isEmpty()) {
            all.add(ObjectRef.of(ResourceType.NODES, "", node));
        }
        all.addAll(more);
        return all;
    }

    public static List<ObjectRef> dependencies(KubeObject pod) {
        return dependencies(pod, List.of());
    }
}
