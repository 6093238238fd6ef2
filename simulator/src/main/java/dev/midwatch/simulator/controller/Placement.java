package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.LabelSelector;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.object.Quantity;
import java.util.List;
import java.util.Optional;

/** Whether a pod may run on a node, and if not, why, in the scheduler's words. */
final class Placement {
    private Placement() {}

    static boolean selected(JsonNode spec, JsonNode node) {
        return LabelSelector.ofMap(spec.path("nodeSelector")).matches(Meta.labels(node));
    }

    static Optional<String> refusal(JsonNode pod, JsonNode node, List<? extends JsonNode> onNode) {
        JsonNode spec = pod.path("spec");
        if (Json.at(node, "spec", "unschedulable").asBoolean()) {
            return Optional.of("node(s) were unschedulable");
        }
        if (!selected(spec, node)) {
            return Optional.of("node(s) didn't match Pod's node affinity/selector");
        }
        for (JsonNode taint : Json.at(node, "spec", "taints")) {
            if (!taint.path("effect").asText().equals("PreferNoSchedule") && !tolerates(spec, taint)) {
                return Optional.of("node(s) had untolerated taint(s)");
            }
        }
        JsonNode room = Json.at(node, "status", "allocatable");
        if (onNode.size() >= room.path("pods").asInt(110)) {
            return Optional.of("Too many pods");
        }
        if (request(pod, "cpu") + sum(onNode, "cpu")
                > Quantity.milli(room.path("cpu").asText("0"))) {
            return Optional.of("Insufficient cpu");
        }
        if (request(pod, "memory") + sum(onNode, "memory")
                > Quantity.milli(room.path("memory").asText("0"))) {
            return Optional.of("Insufficient memory");
        }
        return Optional.empty();
    }

    static boolean tolerates(JsonNode spec, JsonNode taint) {
        for (JsonNode toleration : spec.path("tolerations")) {
            String key = toleration.path("key").asText();
            String effect = toleration.path("effect").asText();
            boolean sameKey = key.isEmpty() || key.equals(taint.path("key").asText());
            boolean sameEffect =
                    effect.isEmpty() || effect.equals(taint.path("effect").asText());
            boolean sameValue = toleration.path("operator").asText().equals("Exists")
                    || toleration
                            .path("value")
                            .asText()
                            .equals(taint.path("value").asText());
            if (sameKey && sameEffect && sameValue) {
                return true;
            }
        }
        return false;
    }

    private static long sum(List<? extends JsonNode> pods, String resource) {
        return pods.stream().mapToLong(pod -> request(pod, resource)).sum();
    }

    /** In thousandths. */
    static long request(JsonNode pod, String resource) {
        long total = 0;
        for (JsonNode container : Json.at(pod, "spec", "containers")) {
            total += Quantity.milli(Json.text(container, "resources", "requests", resource));
        }
        return total;
    }
}
