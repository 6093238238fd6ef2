package dev.midwatch.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Tools in few words, for a model that reads of them in its prompt. */
final class ToolText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ToolText() {}

    /** The schema of a tool's arguments. */
    static JsonNode parameters(ToolSpecification tool) {
        return tool.parameters() == null
                ? JSON.createObjectNode()
                : JSON.valueToTree(JsonSchemaElementUtils.toMap(tool.parameters()));
    }

    /** {@code - logs(pod: string, tail?: integer): Reads a log. pod: its name.} */
    static String line(ToolSpecification tool) {
        JsonNode schema = parameters(tool);
        List<String> required = texts(schema.path("required"));
        List<String> arguments = new ArrayList<>();
        StringBuilder notes = new StringBuilder();
        schema.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            arguments.add(name + (required.contains(name) ? ": " : "?: ") + type(property.getValue()));
            String description = property.getValue().path("description").asText("");
            if (!description.isEmpty()) {
                notes.append(" ").append(name).append(": ").append(description).append('.');
            }
        });
        String about = Optional.ofNullable(tool.description()).orElse("");
        return "- " + tool.name() + "(" + String.join(", ", arguments) + "): " + about + notes;
    }

    private static String type(JsonNode schema) {
        if (schema.path("enum").isArray()) {
            return String.join("|", texts(schema.path("enum")));
        }
        return schema.path("type").asText("").equals("array")
                ? schema.at("/items/type").asText("any") + "[]"
                : schema.path("type").asText("any");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toList());
    }
}
