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
import java.util.stream.Stream;

/**
 * Rolls an object up to the one a person would name: pod to ReplicaSet to Deployment, pod to Job to CronJob. Where ReplicaSets or
 * Jobs cannot be listed, the Deployment's name follows from the pod's template hash; a Job then speaks for itself.
 */
public final class Owners {
    /** Those at the top, on which an operator's opt-out stands. */
    static final List<ResourceType> WORKLOADS = List.of(
            ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS, ResourceType.DAEMON_SETS, ResourceType.CRON_JOBS);

    /** What rolling up reads, beside what the checks read. */
    public static final List<Permission> PERMISSIONS = Stream.concat(
                    Stream.of(ResourceType.REPLICA_SETS, ResourceType.JOBS)
                            .map(type -> Permission.list(type, "metadata.ownerReferences")),
                    WORKLOADS.stream()
                            .map(type -> Permission.list(type, "metadata.name").whenAsked()))
            .toList();

    /** Pod, ReplicaSet, Deployment, and whatever made that; objects may also name each other as owners in a circle. */
    private static final int MOST_STEPS = 4;

    private final ClusterReader cluster;
    private final Map<ResourceType, Map<String, KubeObject>> loaded = new HashMap<>();

    Owners(ClusterReader cluster) {
        this.cluster = cluster;
    }

    ObjectRef of(KubeObject object) {
        return of(object, MOST_STEPS);
    }

    private ObjectRef of(KubeObject object, int steps) {
        Optional<ObjectRef> controller = object.controller();
        if (controller.isEmpty() || steps == 0) {
            return object.ref();
        }
        ObjectRef owner = controller.get();
        return switch (owner.kind()) {
            case "ReplicaSet" -> above(ResourceType.REPLICA_SETS, owner, steps).orElseGet(() -> byHash(object, owner));
            case "Job" -> above(ResourceType.JOBS, owner, steps).orElse(owner);
            case "Node" -> object.ref();
            default -> owner;
        };
    }

    private Optional<ObjectRef> above(ResourceType type, ObjectRef owner, int steps) {
        return Optional.ofNullable(objects(type).get(owner.key()))
                .filter(found -> found.uid().equals(owner.uid()))
                .map(found -> of(found, steps - 1));
    }

    private synchronized Map<String, KubeObject> objects(ResourceType type) {
        return loaded.computeIfAbsent(type, this::load);
    }

    private Map<String, KubeObject> load(ResourceType type) {
        Map<String, KubeObject> byName = new HashMap<>();
        try {
            cluster.list(type).forEach(object -> byName.put(object.ref().key(), object));
        } catch (ClusterException cannotSee) {
            // The snapshot's coverage tells it; owners are then found by name.
            return Map.of();
        }
        return byName;
    }

    /** With its uid if it can be had, so that a finding stays the same one while ReplicaSets cannot be listed. */
    private ObjectRef byHash(KubeObject pod, ObjectRef replicaSet) {
        String hash = pod.labels().getOrDefault("pod-template-hash", "");
        String suffix = "-" + hash;
        if (hash.isEmpty() || !replicaSet.name().endsWith(suffix)) {
            return replicaSet;
        }
        String name = replicaSet.name().substring(0, replicaSet.name().length() - suffix.length());
        ObjectRef named = ObjectRef.of(ResourceType.DEPLOYMENTS, pod.namespace(), name);
        KubeObject found = objects(ResourceType.DEPLOYMENTS).get(named.key());
        return found == null ? named : found.ref();
    }
}
