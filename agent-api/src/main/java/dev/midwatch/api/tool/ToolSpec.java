package dev.midwatch.api.tool;

import dev.midwatch.api.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the model is told of a tool. Every word costs tokens in every request, so be short.
 *
 * @param name        snake_case, unique among all tools
 * @param description what it does and what it answers with, in one or two lines
 * @param parameters  JSON schema of the arguments, an object; arguments that do not fit it never reach the tool
 */
public record ToolSpec(String name, String description, Json parameters) {
    private static final List<String> TYPES =
            List.of("string", "number", "integer", "boolean", "array", "object", "null");

    public ToolSpec {
        if (name == null || !name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("tool name " + name + ": snake_case, at most 63 characters");
        }
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(parameters, "parameters");
        requireArguments(name, parameters);
    }

    /** What a slip of the pen makes of a schema, found when the plugin is loaded and not when the model first calls the tool. */
    private static void requireArguments(String tool, Json parameters) {
        if (!parameters.at("type").is("object")) {
            throw new IllegalArgumentException("tool " + tool + ": its parameters are no schema of an object");
        }
        Map<String, Json> arguments = parameters.get("properties").members();
        arguments.forEach((argument, schema) -> {
            Json type = schema.get("type");
            List<String> types = type.items().isEmpty() ? List.of(type.text("object")) : type.texts();
            if (!TYPES.containsAll(types)) {
                throw new IllegalArgumentException("tool %s: argument %s is of the type %s; JSON schema has %s"
                        .formatted(tool, argument, type, TYPES));
            }
        });
        for (String needed : parameters.get("required").texts()) {
            if (!arguments.containsKey(needed)) {
                throw new IllegalArgumentException(
                        "tool %s: it requires the argument %s, and describes none of that name"
                                .formatted(tool, needed));
            }
        }
    }

    /** A tool without arguments yet; add them with {@link #text} and {@link #optionalText}. */
    public static ToolSpec named(String name, String description) {
        return new ToolSpec(
                name,
                description,
                Json.of(Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of(),
                        "required",
                        List.of(),
                        "additionalProperties",
                        false)));
    }

    /** Adds a required string argument. */
    public ToolSpec text(String argument, String meaning) {
        return with(argument, Map.of("type", "string", "description", meaning), true);
    }

    /** Adds an optional string argument. */
    public ToolSpec optionalText(String argument, String meaning) {
        return with(argument, Map.of("type", "string", "description", meaning), false);
    }

    /** Adds an argument of any other schema. */
    public ToolSpec with(String argument, Map<String, ?> schema, boolean required) {
        Map<String, Object> properties = new LinkedHashMap<>();
        parameters.at("properties").members().forEach((name, value) -> properties.put(name, value.raw()));
        properties.put(argument, schema);
        List<Object> needed = new ArrayList<>(parameters.at("required").texts());
        if (required) {
            needed.add(argument);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", "object");
        all.put("properties", properties);
        all.put("required", needed);
        all.put("additionalProperties", false);
        return new ToolSpec(name, description, Json.of(all));
    }
}
