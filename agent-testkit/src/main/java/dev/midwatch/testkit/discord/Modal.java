package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A form with fields of text that the bot shows to one person.
 *
 * @param id its {@code custom_id}
 * @param inputs the {@code custom_id} of each field, from top to bottom
 */
public record Modal(String id, String title, List<String> inputs) {
    private static final int TEXT_INPUT = 4;

    static Modal of(JsonNode json) {
        List<String> inputs = new ArrayList<>();
        collect(json.path("components"), inputs);
        return new Modal(json.path("custom_id").asText(), json.path("title").asText(), List.copyOf(inputs));
    }

    static void check(JsonNode modal) {
        FormErrors errors = new FormErrors();
        errors.required(modal.path("title").asText(), "title");
        errors.atMost(45, modal.path("title").asText(), "title");
        errors.required(modal.path("custom_id").asText(), "custom_id");
        errors.atMost(100, modal.path("custom_id").asText(), "custom_id");
        if (modal.path("components").isEmpty() || modal.path("components").size() > 5) {
            errors.add("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
        }
        errors.refuse();
    }

    /** The form as it comes back, with what was written. */
    static ObjectNode filled(JsonNode modal, Map<String, String> values) {
        ObjectNode data = Json.object().put("custom_id", modal.path("custom_id").asText());
        data.set("components", filledIn(modal.path("components"), values));
        return data;
    }

    private static void collect(JsonNode component, List<String> inputs) {
        if (component.path("type").asInt() == TEXT_INPUT) {
            inputs.add(component.path("custom_id").asText());
        }
        component.forEach(inner -> collect(inner, inputs));
    }

    private static JsonNode filledIn(JsonNode component, Map<String, String> values) {
        if (component.isArray()) {
            ArrayNode all = Json.array();
            component.forEach(one -> all.add(filledIn(one, values)));
            return all;
        }
        ObjectNode copy = ((ObjectNode) component.deepCopy());
        if (copy.path("type").asInt() == TEXT_INPUT) {
            copy.put("value", values.getOrDefault(copy.path("custom_id").asText(), ""));
        }
        for (String holder : List.of("components", "component")) {
            if (copy.has(holder)) {
                copy.set(holder, filledIn(copy.get(holder), values));
            }
        }
        return copy;
    }
}
