package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Discord gives each component that has no number one, counting from 1 and from the outside in. */
final class ComponentIds {
    private int last;

    static JsonNode numbered(JsonNode components) {
        JsonNode copy = components.deepCopy();
        new ComponentIds().number(copy);
        return copy;
    }

    private void number(JsonNode at) {
        if (at instanceof ObjectNode component && component.has("type")) {
            last++;
            if (!component.has("id")) {
                component.put("id", last);
            }
        }
        at.forEach(this::number);
    }
}
