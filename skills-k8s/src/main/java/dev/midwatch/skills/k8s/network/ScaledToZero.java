package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Visible;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The workloads behind Services: a Service whose workload somebody scaled to nothing has no endpoints on purpose. */
final class ScaledToZero {
    private static final List<ResourceType> TYPES =
            List.of(ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS, ResourceType.DAEMON_SETS);

    private final ClusterReader cluster;
    private final Map<String, List<KubeObject>> byNamespace;

    private ScaledToZero(ClusterReader cluster, List<KubeObject> workloads) {
        this.cluster = cluster;
        this.byNamespace = workloads.stream().collect(Collectors.groupingBy(KubeObject::namespace));
    }

    static Permission deployments() {
        return Permission.list(ResourceType.DEPLOYMENTS, "spec.replicas", "spec.template.metadata.labels");
    }

    static Permission statefulSets() {
        return Permission.list(ResourceType.STATEFUL_SETS, "spec.replicas", "spec.template.metadata.labels");
    }

    static Permission daemonSets() {
        return Permission.list(
                ResourceType.DAEMON_SETS, "status.desiredNumberScheduled", "spec.template.metadata.labels");
    }

    static ScaledToZero of(CheckContext context) {
        try {
            return new ScaledToZero(context.cluster(), Visible.list(context, TYPES));
        } catch (ClusterException hidden) {
            return new ScaledToZero(context.cluster(), List.of());
        }
    }

    /** Whether all workloads of a namespace can be seen, so that pods that are not there are not missing on purpose. */
    boolean isKnown(String namespace) {
        return TYPES.stream().allMatch(type -> cluster.sees(type, namespace));
    }

    /** The workloads that the Service would select and that are to have no pods. */
    List<ObjectRef> sleeping(KubeObject service) {
        return behind(service, ScaledToZero::sleeps);
    }

    /** The workloads that the Service would select and that are to have pods. */
    List<ObjectRef> awake(KubeObject service) {
        return behind(service, workload -> !sleeps(workload));
    }

    /** A DaemonSet that no node is to run has as little to serve as a Deployment without replicas. */
    private static boolean sleeps(KubeObject workload) {
        return workload.type().equals(ResourceType.DAEMON_SETS)
                ? workload.at("status.desiredNumberScheduled").number(1) == 0
                : workload.at("spec.replicas").number(1) == 0;
    }

    private List<ObjectRef> behind(KubeObject service, Predicate<KubeObject> which) {
        Map<String, String> selector = service.at("spec.selector").textMembers();
        return byNamespace.getOrDefault(service.namespace(), List.of()).stream()
                .filter(which)
                .filter(workload -> workload.at("spec.template.metadata.labels")
                        .textMembers()
                        .entrySet()
                        .containsAll(selector.entrySet()))
                .map(KubeObject::ref)
                .toList();
    }
}
