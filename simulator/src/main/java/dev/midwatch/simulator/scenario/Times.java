package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.midwatch.simulator.object.Meta;
import java.time.Duration;
import java.time.Instant;

/** Replaces $now, $now+5d and $now-2h in an object by times of the cluster's clock. */
final class Times {
    private Times() {}

    static ObjectNode fill(ObjectNode object, Instant now) {
        return (ObjectNode) filled(object.deepCopy(), now);
    }

    private static JsonNode filled(JsonNode node, Instant now) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(filled(field.getValue(), now)));
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, filled(list.get(i), now));
            }
        } else if (node.isTextual() && node.asText().startsWith(Products.NOW)) {
            return TextNode.valueOf(Meta.time(at(node.asText().substring(Products.NOW.length()), now)));
        }
        return node;
    }

    private static Instant at(String offset, Instant now) {
        if (offset.isEmpty()) {
            return now;
        }
        boolean back = offset.contains("-");
        Duration span = Spans.parse(offset.replaceFirst("^[+-]+", ""))
                .orElseThrow(() -> new ScenarioException("not a time: $now" + offset));
        return back ? now.minus(span) : now.plus(span);
    }
}
