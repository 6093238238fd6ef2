package dev.midwatch.simulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares an object with its schema: fields nobody knows, and values of the wrong type. */
public final class Conformance {
    private Conformance() {}

    /** As a strict decoder lists them: unknown field "spec.replcas". */
    public static List<String> unknownFields(JsonNode object, Schema schema) {
        List<String> found = new ArrayList<>();
        unknown(object, schema, "", found);
        return found;
    }

    private static void unknown(JsonNode value, Schema schema, String path, List<String> found) {
        if (value.isObject()) {
            value.properties().forEach(field -> {
                String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                if (!schema.allows(field.getKey())) {
                    found.add("unknown field \"" + name + "\"");
                } else {
                    unknown(field.getValue(), schema.property(field.getKey()), name, found);
                }
            });
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                unknown(value.get(i), schema.items(), path + "[" + i + "]", found);
            }
        }
    }

    /** Removes what the server would not store. */
    public static void prune(JsonNode value, Schema schema) {
        if (value instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (schema.allows(name)) {
                    prune(object.get(name), schema.property(name));
                } else {
                    object.remove(name);
                }
            }
        } else if (value.isArray()) {
            value.forEach(item -> prune(item, schema.items()));
        }
    }

    /** A value of the wrong type, and where it stands. */
    public record Mismatch(String path, String expected, String found) {}

    public static Optional<Mismatch> mismatch(JsonNode value, Schema schema, String path) {
        if (value.isNull()) {
            return Optional.empty();
        }
        String expected = schema.type();
        if (!expected.isEmpty() && !fits(value, expected)) {
            return Optional.of(new Mismatch(path, expected, found(value)));
        }
        if (value.isObject()) {
            for (var field : value.properties()) {
                String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                Optional<Mismatch> wrong = mismatch(field.getValue(), schema.property(field.getKey()), below);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        } else if (value.isArray()) {
            for (JsonNode item : value) {
                Optional<Mismatch> wrong = mismatch(item, schema.items(), path);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean fits(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> true;
        };
    }

    private static String found(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            default -> "object";
        };
    }
}
