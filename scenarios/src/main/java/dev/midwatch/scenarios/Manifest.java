package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads a manifest. */
final class Manifest {
    private Manifest() {}

    static String kind(JsonNode object) {
        return object.path("kind").asText();
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    /** Where it says nothing it is the default one. */
    static String namespace(JsonNode object) {
        return object.path("metadata").path("namespace").asText("default");
    }

    static String uid(JsonNode object) {
        return object.path("metadata").path("uid").asText();
    }

    static ObjectNode metadata(ObjectNode object) {
        return (ObjectNode) object.get("metadata");
    }

    static boolean deleted(JsonNode object) {
        return object.path("metadata").has("deletionTimestamp");
    }
}
