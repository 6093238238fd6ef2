package dev.midwatch.core.check;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rolls an object up to the one a person would name: pod to ReplicaSet to Deployment, pod to Job to CronJob. Where ReplicaSets or
 * Jobs cannot be listed, the Deployment's name follows from the pod's template hash; a Job then speaks for itself.
 */
public final class Owners {
    /** What rolling up reads, beside what the checks read. */
    public static final List<Permission> PERMISSIONS = List.of(
            Permission.list(ResourceType.REPLICA_SETS, "metadata.ownerReferences"),
            Permission.list(ResourceType.JOBS, "metadata.ownerReferences"));

    private final ClusterReader cluster;
    private final Map<ResourceType, Map<String, KubeObject>> loaded = new HashMap<>();

    Owners(ClusterReader cluster) {
        this.cluster = cluster;
    }

    ObjectRef of(KubeObject object) {
        Optional<ObjectRef> controller = object.controller();
        if (controller.isEmpty()) {
            return object.ref();
        }
        ObjectRef owner = controller.get();
        return switch (owner.kind()) {
            case "ReplicaSet" -> above(ResourceType.REPLICA_SETS, owner).orElseGet(() -> byHash(object, owner));
            case "Job" -> above(ResourceType.JOBS, owner).orElse(owner);
            case "Node" -> object.ref();
            default -> owner;
        };
    }

    private Optional<ObjectRef> above(ResourceType type, ObjectRef owner) {
        KubeObject found = objects(type).get(owner.uid());
        return found == null ? Optional.empty() : Optional.of(of(found));
    }

    private synchronized Map<String, KubeObject> objects(ResourceType type) {
        return loaded.computeIfAbsent(type, this::load);
    }

    private Map<String, KubeObject> load(ResourceType type) {
        Map<String, KubeObject> byUid = new HashMap<>();
        try {
            cluster.list(type).forEach(object -> byUid.put(object.uid(), object));
        } catch (ClusterException cannotSee) {
            // The snapshot's coverage tells it; owners are then found by name.
            return Map.of();
        }
        return byUid;
    }

    private static ObjectRef byHash(KubeObject pod, ObjectRef replicaSet) {
        String hash = pod.labels().getOrDefault("pod-template-hash", "");
        String suffix = "-" + hash;
        if (hash.isEmpty() || !replicaSet.name().endsWith(suffix)) {
            return replicaSet;
        }
        String name = replicaSet.name().substring(0, replicaSet.name().length() - suffix.length());
        return ObjectRef.of(ResourceType.DEPLOYMENTS, pod.namespace(), name);
    }
}
