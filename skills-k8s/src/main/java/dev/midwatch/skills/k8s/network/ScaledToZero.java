package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Visible;
import java.util.List;
import java.util.Map;

/** The workloads behind Services: a Service whose workload somebody scaled to nothing has no endpoints on purpose. */
final class ScaledToZero {
    private final List<KubeObject> workloads;

    private ScaledToZero(List<KubeObject> workloads) {
        this.workloads = workloads;
    }

    static Permission deployments() {
        return Permission.list(ResourceType.DEPLOYMENTS, "spec.replicas", "spec.template.metadata.labels");
    }

    static Permission statefulSets() {
        return Permission.list(ResourceType.STATEFUL_SETS, "spec.replicas", "spec.template.metadata.labels");
    }

    static ScaledToZero of(CheckContext context) {
        try {
            return new ScaledToZero(
                    Visible.list(context, List.of(ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS)));
        } catch (ClusterException hidden) {
            return new ScaledToZero(List.of());
        }
    }

    /** Whether every workload that the Service would select is scaled to nothing, and there is one. */
    boolean matches(KubeObject service) {
        List<KubeObject> behind = behind(service);
        return !behind.isEmpty()
                && behind.stream()
                        .allMatch(workload -> workload.at("spec.replicas").number(1) == 0);
    }

    /** The workloads that the Service would select and that are to have pods. */
    List<ObjectRef> awake(KubeObject service) {
        return behind(service).stream()
                .filter(workload -> workload.at("spec.replicas").number(1) > 0)
                .map(KubeObject::ref)
                .toList();
    }

    private List<KubeObject> behind(KubeObject service) {
        Map<String, String> selector = service.at("spec.selector").textMembers();
        return workloads.stream()
                .filter(workload -> workload.namespace().equals(service.namespace()))
                .filter(workload -> workload.at("spec.template.metadata.labels")
                        .textMembers()
                        .entrySet()
                        .containsAll(selector.entrySet()))
                .toList();
    }
}
