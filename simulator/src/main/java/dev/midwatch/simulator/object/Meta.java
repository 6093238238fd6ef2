package dev.midwatch.simulator.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** The metadata of an object. */
public final class Meta {
    private Meta() {}

    public static ObjectNode of(ObjectNode object) {
        return Json.child(object, "metadata");
    }

    public static String name(JsonNode object) {
        return Json.text(object, "metadata", "name");
    }

    public static String namespace(JsonNode object) {
        return Json.text(object, "metadata", "namespace");
    }

    public static String uid(JsonNode object) {
        return Json.text(object, "metadata", "uid");
    }

    public static String kind(JsonNode object) {
        return Json.text(object, "kind");
    }

    public static long generation(JsonNode object) {
        return Json.number(object, "metadata", "generation");
    }

    public static boolean deleting(JsonNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp");
    }

    public static Map<String, String> labels(JsonNode object) {
        return Json.stringMap(Json.at(object, "metadata", "labels"));
    }

    public static String annotation(JsonNode object, String name) {
        return Json.text(object, "metadata", "annotations", name);
    }

    public static Instant created(JsonNode object) {
        return time(Json.at(object, "metadata", "creationTimestamp")).orElse(Instant.EPOCH);
    }

    public static Optional<Instant> time(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty()
                ? Optional.of(Instant.parse(node.asText()))
                : Optional.empty();
    }

    /** metav1.Time: whole seconds, UTC. */
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The owner with controller: true. */
    public static Optional<JsonNode> controller(JsonNode object) {
        for (JsonNode owner : Json.at(object, "metadata", "ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                return Optional.of(owner);
            }
        }
        return Optional.empty();
    }

    public static boolean controlledBy(JsonNode object, String uid) {
        return controller(object)
                .map(owner -> owner.path("uid").asText().equals(uid))
                .orElse(false);
    }
}
