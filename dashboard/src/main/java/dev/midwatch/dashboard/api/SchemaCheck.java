package dev.midwatch.dashboard.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Holds a value against the schema that the document promises for it, and says everything that is wrong. */
final class SchemaCheck {
    private static final int MOST = 20;

    private final Schemas schemas;
    private final List<Fault> faults = new ArrayList<>();
    private final BiConsumer<String, String> found;

    /** @param found hears where and what is wrong */
    private SchemaCheck(Schemas schemas, BiConsumer<String, String> found) {
        this.schemas = schemas;
        this.found = found;
    }

    static List<Fault> body(Schemas schemas, JsonNode schema, JsonNode value) {
        List<Fault> faults = new ArrayList<>();
        new SchemaCheck(schemas, (at, detail) -> faults.add(Fault.at("#" + at, detail))).check(schema, value, "");
        return faults.size() > MOST ? faults.subList(0, MOST) : faults;
    }

    static List<Fault> parameter(Parameter parameter, JsonNode value) {
        List<Fault> faults = new ArrayList<>();
        new SchemaCheck(new Schemas(new Vocabulary()), (at, detail) -> faults.add(Fault.of(parameter.name(), detail)))
                .check(parameter.schema(), value, "");
        return faults;
    }

    private void check(JsonNode given, JsonNode value, String at) {
        JsonNode schema = schemas.resolve(given);
        if (!isOf(schema.path("type"), value)) {
            found.accept(at, "is to be " + named(schema.path("type")) + ", not " + named(value));
            return;
        }
        if (value.isObject()) {
            members(schema, value, at);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.path("items"), value.get(i), at + "/" + i);
            }
        } else if (value.isNumber()) {
            number(schema, value, at);
        } else if (value.isTextual()) {
            text(schema, value.asText(), at);
        }
    }

    private void members(JsonNode schema, JsonNode value, String at) {
        JsonNode known = schema.path("properties");
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                found.accept(at + "/" + required.asText(), "is missing");
            }
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String where = at + "/" + escaped(member.getKey());
            if (known.has(member.getKey())) {
                check(known.get(member.getKey()), member.getValue(), where);
            } else if (schema.path("additionalProperties").isObject()) {
                check(schema.get("additionalProperties"), member.getValue(), where);
            } else {
                TreeSet<String> names = new TreeSet<>();
                known.fieldNames().forEachRemaining(names::add);
                found.accept(where, Nearest.unknown(member.getKey(), names));
            }
        }
    }

    private void number(JsonNode schema, JsonNode value, String at) {
        boolean small = schema.path("format").asText().equals("int32");
        if (small && !value.canConvertToInt() || !value.canConvertToLong()) {
            found.accept(at, "is too large a number");
        } else if (schema.has("minimum")
                && value.asLong() < schema.get("minimum").asLong()) {
            found.accept(at, "is to be " + schema.get("minimum").asLong() + " at least");
        } else if (schema.has("maximum")
                && value.asLong() > schema.get("maximum").asLong()) {
            found.accept(at, "is to be " + schema.get("maximum").asLong() + " at most");
        }
    }

    private void text(JsonNode schema, String value, String at) {
        List<String> words = new ArrayList<>();
        schema.path("enum").forEach(word -> words.add(word.asText()));
        if (!words.isEmpty() && !words.contains(value)) {
            found.accept(at, Nearest.unknown(value, words));
        }
        if (value.length() < schema.path("minLength").asInt(0)) {
            found.accept(at, "is empty");
        }
    }

    private static boolean isOf(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (isOf(one, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("nothing here has the type " + type);
        };
    }

    private static String named(JsonNode value) {
        if (value.isArray()
                && !value.isEmpty()
                && value.get(0).isTextual()
                && value.get(value.size() - 1).asText().equals("null")) {
            return named(value.get(0)) + " or null";
        }
        return switch (value.isTextual() ? value.asText() : "") {
            case "object" -> "an object";
            case "array" -> "an array";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            case "string" -> "a text";
            default -> kind(value);
        };
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            default -> "a text";
        };
    }

    private static String escaped(String member) {
        return member.replace("~", "~0").replace("/", "~1");
    }
}
