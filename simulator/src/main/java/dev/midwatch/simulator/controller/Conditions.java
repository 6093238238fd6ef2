package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.time.Instant;

/** status.conditions. */
public final class Conditions {
    private Conditions() {}

    /** One condition as it shall be. */
    public record Condition(String type, String status, String reason, String message) {}

    public static JsonNode find(JsonNode object, String type) {
        for (JsonNode condition : Json.at(object, "status", "conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return Json.MAPPER.missingNode();
    }

    public static boolean isTrue(JsonNode object, String type) {
        return find(object, type).path("status").asText().equals("True");
    }

    /** Sets a condition; the time of transition moves only when the status does. */
    public static ObjectNode set(ObjectNode object, Condition wanted, Instant now) {
        ArrayNode conditions = Json.childArray(Json.child(object, "status"), "conditions");
        ObjectNode condition = find(object, wanted.type()) instanceof ObjectNode found ? found : conditions.addObject();
        boolean moved = !condition.path("status").asText().equals(wanted.status());
        condition.put("type", wanted.type()).put("status", wanted.status());
        if (moved) {
            condition.put("lastTransitionTime", Meta.time(now));
        }
        put(condition, "reason", wanted.reason());
        put(condition, "message", wanted.message());
        return condition;
    }

    private static void put(ObjectNode condition, String name, String value) {
        if (value.isEmpty()) {
            condition.remove(name);
        } else {
            condition.put(name, value);
        }
    }
}
