package dev.midwatch.core.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.midwatch.api.Json;
import dev.midwatch.api.tool.ToolSpec;
import dev.midwatch.core.model.Tokens;
import java.util.List;

/** Tools as the model library wants them, and what they cost. */
final class ToolSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What the protocol adds round each tool. */
    private static final int TOKENS_PER_TOOL = 25;

    private ToolSchemas() {}

    static List<ToolSpecification> of(List<ToolSpec> specs) {
        return specs.stream().map(ToolSchemas::of).toList();
    }

    static int tokens(List<ToolSpec> specs) {
        return specs.stream()
                .mapToInt(
                        spec -> TOKENS_PER_TOOL + Tokens.in(spec.name() + spec.description() + json(spec.parameters())))
                .sum();
    }

    private static ToolSpecification of(ToolSpec spec) {
        JsonObjectSchema.Builder schema = JsonObjectSchema.builder()
                .required(spec.parameters().at("required").texts());
        spec.parameters()
                .at("properties")
                .members()
                .forEach((name, argument) -> schema.addProperty(name, JsonRawSchema.from(json(argument))));
        return ToolSpecification.builder()
                .name(spec.name())
                .description(spec.description())
                .parameters(schema.build())
                .build();
    }

    private static String json(Json value) {
        try {
            return JSON.writeValueAsString(value.raw());
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("a tool schema that is not JSON: " + value, notJson);
        }
    }
}
