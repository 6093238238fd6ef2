package dev.midwatch.dashboard.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** JSON schemas of the records, read from the records themselves. Every record is a component, named as it is without {@code Row}. */
final class Schemas {
    private static final String PREFIX = "#/components/schemas/";

    private final Vocabulary vocabulary;
    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final Map<String, Type> origins = new HashMap<>();

    Schemas(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    static ObjectNode type(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }

    ObjectNode of(Type type) {
        return of(type, Map.of());
    }

    /** A reference to what is given here by hand. */
    ObjectNode named(String name, ObjectNode schema) {
        components.put(name, schema);
        return reference(name);
    }

    /** What a schema says, wherever it says it. */
    JsonNode resolve(JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        return reference.isMissingNode()
                ? schema
                : components.get(reference.asText().substring(PREFIX.length()));
    }

    ObjectNode components() {
        ObjectNode all = Json.MAPPER.createObjectNode();
        components.forEach(all::set);
        return all;
    }

    private ObjectNode of(Type type, Map<String, Type> variables) {
        if (type instanceof TypeVariable<?> variable) {
            return of(variables.get(variable.getName()), variables);
        }
        if (type instanceof ParameterizedType parameterized) {
            return generic(parameterized, variables);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain, plain, Map.of());
        }
        if (plain.isEnum()) {
            return words(Arrays.stream(plain.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .toList());
        }
        return scalar(plain);
    }

    private ObjectNode generic(ParameterizedType type, Map<String, Type> variables) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (raw == Optional.class) {
            return orNull(of(last, variables));
        }
        if (raw == List.class) {
            return type("array").set("items", of(last, variables));
        }
        if (raw == Map.class) {
            ObjectNode map = type("object");
            return last == Object.class
                    ? map.put("additionalProperties", true)
                    : map.set("additionalProperties", of(last, variables));
        }
        return record(raw, type, Map.of(raw.getTypeParameters()[0].getName(), last));
    }

    private static ObjectNode scalar(Class<?> type) {
        if (type == String.class) {
            return type("string");
        } else if (type == int.class || type == Integer.class) {
            return type("integer").put("format", "int32");
        } else if (type == long.class || type == Long.class) {
            return type("integer").put("format", "int64");
        } else if (type == boolean.class || type == Boolean.class) {
            return type("boolean");
        } else if (type == Instant.class) {
            return type("string").put("format", "date-time");
        } else if (type == LocalDate.class) {
            return type("string").put("format", "date");
        } else if (type == OptionalInt.class) {
            return orNull(scalar(int.class));
        } else if (type == OptionalLong.class) {
            return orNull(scalar(long.class));
        }
        throw new IllegalArgumentException("no schema is known for " + type);
    }

    private ObjectNode record(Class<?> raw, Type type, Map<String, Type> variables) {
        String name = componentName(raw, variables);
        Type known = origins.putIfAbsent(name, type);
        if (known != null && !known.equals(type)) {
            throw new IllegalStateException(known + " and " + type + " would both be called " + name);
        }
        if (known == null) {
            ObjectNode schema = type("object");
            components.put(name, schema);
            vocabulary.description(name).ifPresent(text -> schema.put("description", text));
            fill(schema, name, raw, variables);
        }
        return reference(name);
    }

    private void fill(ObjectNode schema, String name, Class<?> raw, Map<String, Type> variables) {
        boolean asked = RequestBody.class.isAssignableFrom(raw);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = Json.MAPPER.createArrayNode();
        for (RecordComponent component : raw.getRecordComponents()) {
            String member = Json.name(component);
            properties.set(member, member(name + "." + member, of(component.getGenericType(), variables)));
            if (!asked || !component.getType().getSimpleName().startsWith("Optional")) {
                required.add(member);
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (asked) {
            schema.put("additionalProperties", false);
        }
    }

    private ObjectNode member(String of, ObjectNode schema) {
        List<String> words = vocabulary.words(of);
        if (!words.isEmpty()) {
            ArrayNode all = schema.putArray("enum");
            words.forEach(all::add);
            if (schema.path("type").isArray()) {
                all.addNull();
            }
        }
        vocabulary.description(of).ifPresent(text -> schema.put("description", text));
        return schema;
    }

    private static String componentName(Class<?> raw, Map<String, Type> variables) {
        String name = raw.getSimpleName().replaceAll("Row$", "");
        return variables.values().stream()
                .findFirst()
                .map(item -> componentName((Class<?>) item, Map.of()) + name)
                .orElse(name);
    }

    private static ObjectNode words(List<String> words) {
        ObjectNode schema = type("string");
        words.forEach(schema.putArray("enum")::add);
        return schema;
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("$ref")) {
            ObjectNode either = Json.MAPPER.createObjectNode();
            either.putArray("anyOf").add(schema).add(type("null"));
            return either;
        }
        String type = schema.path("type").asText();
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    private static ObjectNode reference(String name) {
        return Json.MAPPER.createObjectNode().put("$ref", PREFIX + name);
    }
}
