package dev.midwatch.simulator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.resource.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One version of one object, kept as its serialized form: small, immutable and ready to send. What selectors ask for is
 * kept beside it.
 */
public record Stored(
        ResourceType type,
        String namespace,
        String name,
        String uid,
        long revision,
        Map<String, String> labels,
        Map<String, String> fields,
        byte[] json) {

    /** Order and identity inside a type. */
    public String key() {
        return namespace + "/" + name;
    }

    /** A fresh copy the caller may change. */
    public ObjectNode tree() {
        return (ObjectNode) Json.parse(json);
    }

    @Override
    public String toString() {
        return type + " " + key() + "@" + revision + " " + new String(json, StandardCharsets.UTF_8);
    }
}
