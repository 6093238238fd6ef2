package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps as many pods as a replica set asks for. */
final class ReplicaSetController implements Reconciler {
    private static final String NAME = "replicaset-controller";
    private static final Duration RETRY = Duration.ofSeconds(10);
    private final Cluster cluster;
    private final Pods pods;
    private final Map<String, Instant> refused = new HashMap<>();

    ReplicaSetController(Cluster cluster, Events events) {
        this.cluster = cluster;
        this.pods = new Pods(cluster, events);
    }

    @Override
    public Optional<Instant> reconcile() {
        Optional<Instant> next = Optional.empty();
        for (ObjectNode set : cluster.list("apps", "replicasets", "")) {
            if (!Meta.deleting(set)) {
                next = Reconciler.earliest(next, reconcile(set));
            }
        }
        return next;
    }

    private Optional<Instant> reconcile(ObjectNode set) {
        List<ObjectNode> active = pods.active(set);
        int wanted = DeploymentController.replicas(set);
        Instant retry = refused.getOrDefault(Meta.uid(set), Instant.MIN);
        boolean failed = false;
        if (active.size() < wanted && !retry.isAfter(cluster.now())) {
            failed = !create(set, wanted - active.size());
        } else if (active.size() < wanted) {
            return Optional.of(retry);
        } else if (active.size() > wanted) {
            active.stream()
                    .sorted(Pods.expendable())
                    .limit(active.size() - wanted)
                    .forEach(pod -> pods.delete(set, pod, NAME));
        }
        writeStatus(set, failed);
        return failed ? Optional.of(refused.get(Meta.uid(set))) : Optional.empty();
    }

    private boolean create(ObjectNode set, int count) {
        for (int i = 0; i < count; i++) {
            if (!pods.create(set, Json.at(set, "spec", "template"), NAME, pod -> {})) {
                refused.put(Meta.uid(set), cluster.now().plus(RETRY));
                return false;
            }
        }
        refused.remove(Meta.uid(set));
        return true;
    }

    private void writeStatus(ObjectNode set, boolean failed) {
        List<ObjectNode> active = pods.active(set);
        int ready = (int) active.stream().filter(Pods::ready).count();
        cluster.change("apps", "replicasets", Meta.namespace(set), Meta.name(set), object -> {
            ObjectNode status = Json.child(object, "status");
            status.put("replicas", active.size());
            DeploymentStatus.count(status, "fullyLabeledReplicas", active.size());
            DeploymentStatus.count(status, "readyReplicas", ready);
            DeploymentStatus.count(status, "availableReplicas", ready);
            status.put("observedGeneration", Meta.generation(object));
            if (failed) {
                Conditions.set(
                        object,
                        new Conditions.Condition("ReplicaFailure", "True", "FailedCreate", "pods could not be created"),
                        cluster.now());
            } else if (active.size() >= DeploymentController.replicas(object)) {
                status.remove("conditions");
            }
        });
    }
}
