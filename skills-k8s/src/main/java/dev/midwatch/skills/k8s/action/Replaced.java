package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;

/** What makes up for a pod that is taken away. */
final class Replaced {
    private Replaced() {}

    /** The controller that makes another one; without it the pod is left alone. */
    static ObjectRef by(KubeObject pod) {
        ObjectRef controller = pod.controller()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s has no controller: nothing would bring it back".formatted(pod)));
        // The kubelet owns the mirror of a static pod; deleting the mirror leaves the pod as it is.
        if (controller.kind().equals("Node")) {
            throw new IllegalArgumentException(
                    "%s is a static pod of its node: deleting it changes nothing".formatted(pod));
        }
        return controller;
    }
}
