package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;

/** Whom a pod belongs to. */
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
}
