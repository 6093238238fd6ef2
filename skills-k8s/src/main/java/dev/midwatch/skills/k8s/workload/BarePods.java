package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;

/**
 * Pods that nobody made from a template. What pods refer to is too much to keep of every one of them, so it is read of these few, and
 * only while they are not well.
 */
final class BarePods {
    private static final int READ_PER_RUN = 25;

    private BarePods() {}

    static List<Permission> permissions() {
        return List.of(
                Permission.list(
                        ResourceType.PODS, "status.phase", "status.conditions.type", "status.conditions.status"),
                Permission.get(ResourceType.PODS));
    }

    /** Those that are not ready, whole; none if pods cannot be seen. */
    static List<KubeObject> unwell(CheckContext context) {
        List<KubeObject> whole = new ArrayList<>();
        try {
            for (KubeObject pod : context.cluster().list(ResourceType.PODS)) {
                if (whole.size() < READ_PER_RUN && isUnwell(pod)) {
                    context.cluster()
                            .find(ResourceType.PODS, pod.namespace(), pod.name())
                            .ifPresent(whole::add);
                }
            }
        } catch (ClusterException hidden) {
            // Templates are told all the same; that pods cannot be read is told by the checks of pods.
            return whole;
        }
        return whole;
    }

    private static boolean isUnwell(KubeObject pod) {
        return pod.controller().isEmpty()
                && pod.deletionRequested().isEmpty()
                && !pod.at("status.phase").is("Succeeded")
                && !pod.at("status.phase").is("Failed")
                && pod.condition("Ready").filter(Condition::isTrue).isEmpty();
    }
}
