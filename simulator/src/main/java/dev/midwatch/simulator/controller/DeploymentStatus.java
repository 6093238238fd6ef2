package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the status of a deployment: its counts, and whether it is available and getting on. */
final class DeploymentStatus {
    private final Cluster cluster;

    DeploymentStatus(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Something moved: the progress deadline starts again. */
    void progressed(ObjectNode deployment, String reason, String message) {
        cluster.change("apps", "deployments", Meta.namespace(deployment), Meta.name(deployment), object -> {
            ObjectNode condition = Conditions.set(
                    object, new Conditions.Condition("Progressing", "True", reason, message), cluster.now());
            condition.put("lastUpdateTime", Meta.time(cluster.now()));
        });
    }

    /** Returns when the progress deadline would pass. */
    Optional<Instant> update(ObjectNode deployment, ObjectNode current, List<ObjectNode> old) {
        cluster.change(
                "apps",
                "deployments",
                Meta.namespace(deployment),
                Meta.name(deployment),
                object -> write(object, current, old));
        return cluster.find("apps", "deployments", Meta.namespace(deployment), Meta.name(deployment))
                .flatMap(this::deadline)
                .filter(at -> at.isAfter(cluster.now()));
    }

    private void write(ObjectNode object, ObjectNode current, List<ObjectNode> old) {
        int desired = DeploymentController.replicas(object);
        ObjectNode status = Json.child(object, "status");
        int updated = number(current, "replicas");
        int replicas = updated + sum(old, "replicas");
        int ready = number(current, "readyReplicas") + sum(old, "readyReplicas");
        int available = number(current, "availableReplicas") + sum(old, "availableReplicas");
        status.put("observedGeneration", Meta.generation(object));
        count(status, "replicas", replicas);
        count(status, "updatedReplicas", updated);
        count(status, "readyReplicas", ready);
        count(status, "availableReplicas", available);
        count(status, "unavailableReplicas", Math.max(0, Math.max(desired, replicas) - available));
        boolean enough = available
                >= desired
                        - DeploymentController.share(
                                Json.at(object, "spec", "strategy", "rollingUpdate", "maxUnavailable"), desired, false);
        touch(
                object,
                "Available",
                enough ? "True" : "False",
                enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.");
        boolean complete = updated == desired && number(current, "availableReplicas") >= desired && replicas == updated;
        progress(object, current, complete);
    }

    private void progress(ObjectNode object, ObjectNode current, boolean complete) {
        String name = "ReplicaSet \"" + Meta.name(current) + "\" ";
        String reason = Conditions.find(object, "Progressing").path("reason").asText();
        if (complete) {
            touch(object, "Progressing", "True", "NewReplicaSetAvailable", name + "has successfully progressed.");
        } else if (!reason.equals("NewReplicaSetAvailable")
                && deadline(object).filter(at -> !at.isAfter(cluster.now())).isPresent()) {
            touch(object, "Progressing", "False", "ProgressDeadlineExceeded", name + "has timed out progressing.");
        }
    }

    /** A finished rollout has no deadline, even when its pods fail later. */
    private Optional<Instant> deadline(ObjectNode object) {
        var condition = Conditions.find(object, "Progressing");
        if (List.of("NewReplicaSetAvailable", "ProgressDeadlineExceeded")
                .contains(condition.path("reason").asText())) {
            return Optional.empty();
        }
        return Meta.time(condition.path("lastUpdateTime"))
                .map(at -> at.plusSeconds(
                        Json.at(object, "spec", "progressDeadlineSeconds").asLong(600)));
    }

    private void touch(ObjectNode object, String type, String status, String reason, String message) {
        var before = Conditions.find(object, type).deepCopy();
        ObjectNode condition =
                Conditions.set(object, new Conditions.Condition(type, status, reason, message), cluster.now());
        if (!before.equals(condition)) {
            condition.put("lastUpdateTime", Meta.time(cluster.now()));
        }
    }

    private static int number(ObjectNode set, String field) {
        return Json.at(set, "status", field).asInt(0);
    }

    private static int sum(List<ObjectNode> sets, String field) {
        return sets.stream().mapToInt(set -> number(set, field)).sum();
    }

    static void count(ObjectNode status, String field, int value) {
        if (value == 0) {
            status.remove(field);
        } else {
            status.put(field, value);
        }
    }
}
