package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.LabelSelector;
import dev.midwatch.simulator.object.Meta;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts how many pods a disruption budget can spare. */
final class DisruptionController implements Reconciler {
    private final Cluster cluster;

    DisruptionController(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Optional<Instant> reconcile() {
        for (ObjectNode budget : cluster.list("policy", "poddisruptionbudgets", "")) {
            LabelSelector selector = LabelSelector.of(Json.at(budget, "spec", "selector"));
            List<ObjectNode> pods = cluster.list("", "pods", Meta.namespace(budget)).stream()
                    .filter(pod -> selector.matches(Meta.labels(pod)) && !Pods.finished(pod))
                    .toList();
            write(budget, pods);
        }
        return Optional.empty();
    }

    private void write(ObjectNode budget, List<ObjectNode> pods) {
        int expected = pods.size();
        int healthy = (int) pods.stream()
                .filter(pod -> Pods.ready(pod) && !Meta.deleting(pod))
                .count();
        int desired = desired(budget.path("spec"), expected);
        int allowed = expected == 0 ? 0 : Math.max(0, healthy - desired);
        cluster.change("policy", "poddisruptionbudgets", Meta.namespace(budget), Meta.name(budget), object -> {
            ObjectNode status = Json.child(object, "status");
            status.put("currentHealthy", healthy)
                    .put("desiredHealthy", desired)
                    .put("disruptionsAllowed", allowed)
                    .put("expectedPods", expected)
                    .put("observedGeneration", Meta.generation(object));
            status.remove("disruptedPods");
            Conditions.set(
                            object,
                            new Conditions.Condition(
                                    "DisruptionAllowed",
                                    allowed > 0 ? "True" : "False",
                                    allowed > 0 ? "SufficientPods" : "InsufficientPods",
                                    ""),
                            cluster.now())
                    .put("observedGeneration", Meta.generation(object))
                    .put("message", "");
        });
    }

    private static int desired(JsonNode spec, int expected) {
        if (spec.has("maxUnavailable")) {
            return Math.max(0, expected - DeploymentController.share(spec.path("maxUnavailable"), expected, true));
        }
        return spec.has("minAvailable")
                ? DeploymentController.share(spec.path("minAvailable"), expected, true)
                : expected;
    }
}
