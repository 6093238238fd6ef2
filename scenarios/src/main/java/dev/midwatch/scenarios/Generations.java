package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;

/** Generations on a server that counts them itself. */
final class Generations {
    private static final Set<String> TOUCHABLE = Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet");
    private static final int FAR_ENOUGH = 50;

    private final Api api;
    private final Types types;

    Generations(Api api, Types types) {
        this.api = api;
        this.types = types;
    }

    /** Creates an object; a workload is then changed until it is what it is to be, and at its generation. */
    ObjectNode create(ObjectNode object) throws IOException {
        String path = types.get(object).path(object) + "?fieldValidation=Strict";
        long generation = object.at("/metadata/generation").asLong(1);
        if (!TOUCHABLE.contains(Manifest.kind(object)) || generation < 2) {
            return api.write("POST", path, object);
        }
        long own = object.at("/spec/minReadySeconds").asLong();
        long left = Math.min(generation - 1, FAR_ENOUGH);
        ObjectNode first = object.deepCopy();
        first.withObject("/spec").put("minReadySeconds", own + left);
        ObjectNode live = api.write("POST", path, first);
        while (left > 0) {
            left--;
            live.withObject("/spec").put("minReadySeconds", own + left);
            live = api.write("PUT", types.get(object).pathOf(object), live);
        }
        return live;
    }

    /** The status of a manifest, whose object may have another generation: what is observed moves along. */
    JsonNode observed(JsonNode manifest, JsonNode live) {
        long shift = live.at("/metadata/generation").asLong()
                - manifest.at("/metadata/generation").asLong(1);
        return shift == 0 || !live.at("/metadata/generation").isIntegralNumber()
                ? manifest.get("status")
                : moved(manifest.get("status").deepCopy(), shift);
    }

    private static JsonNode moved(JsonNode node, long shift) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                JsonNode value = entry.getValue();
                entry.setValue(
                        entry.getKey().equals("observedGeneration")
                                ? JsonNodeFactory.instance.numberNode(Math.max(0, value.asLong() + shift))
                                : moved(value, shift));
            });
        } else if (node.isArray()) {
            node.forEach(one -> moved(one, shift));
        }
        return node;
    }
}
