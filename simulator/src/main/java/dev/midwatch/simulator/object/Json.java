package dev.midwatch.simulator.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reading and writing JSON trees by path. A missing step reads as "" or an empty node, never as an exception. */
public final class Json {
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private static final ObjectMapper SORTED =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private static final Comparator<JsonNode> BY_VALUE = Json::compare;

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** A tree of plain Java values: Map, List, String, Number, Boolean, null. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static JsonNode parse(byte[] json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return node == null ? MAPPER.missingNode() : node;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static ObjectNode parseObject(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Equal but for how wide an integer is held. */
    public static boolean same(JsonNode left, JsonNode right) {
        return left.equals(BY_VALUE, right);
    }

    private static int compare(JsonNode left, JsonNode right) {
        boolean integers = left.isIntegralNumber() && right.isIntegralNumber();
        boolean equal = integers ? left.longValue() == right.longValue() : left.equals(right);
        return equal ? 0 : 1;
    }

    /** The tree as it reads back: numbers written as long and as int become equal. */
    public static JsonNode plain(JsonNode node) {
        return parse(bytes(node));
    }

    /** The same text for equal trees, whatever the order of their fields. */
    public static String canonical(JsonNode node) {
        try {
            return SORTED.writeValueAsString(MAPPER.treeToValue(node, Object.class));
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static JsonNode at(JsonNode node, String... path) {
        JsonNode current = node;
        for (String step : path) {
            current = current.path(step);
        }
        return current;
    }

    public static String text(JsonNode node, String... path) {
        return at(node, path).asText("");
    }

    public static long number(JsonNode node, String... path) {
        return at(node, path).asLong(0);
    }

    /** The object at a path, made where it is missing. */
    public static ObjectNode child(ObjectNode node, String... path) {
        ObjectNode current = node;
        for (String step : path) {
            current = current.get(step) instanceof ObjectNode existing ? existing : current.putObject(step);
        }
        return current;
    }

    public static ArrayNode childArray(ObjectNode node, String name) {
        return node.get(name) instanceof ArrayNode existing ? existing : node.putArray(name);
    }

    /** Objects of a list; anything else in it is left out. */
    public static List<ObjectNode> objects(JsonNode list) {
        List<ObjectNode> found = new ArrayList<>();
        for (JsonNode item : list) {
            if (item instanceof ObjectNode object) {
                found.add(object);
            }
        }
        return found;
    }

    public static List<String> texts(JsonNode list) {
        List<String> found = new ArrayList<>();
        list.forEach(item -> found.add(item.asText()));
        return found;
    }

    public static Map<String, String> stringMap(JsonNode object) {
        Map<String, String> found = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> found.put(field.getKey(), field.getValue().asText()));
        return found;
    }

    /** Puts a default: only where nothing (or null) stands. */
    public static void setIfMissing(ObjectNode node, String name, JsonNode value) {
        if (!node.hasNonNull(name)) {
            node.set(name, value);
        }
    }

    public static void setIfMissing(ObjectNode node, String name, String value) {
        if (!node.hasNonNull(name)) {
            node.put(name, value);
        }
    }

    public static void setIfMissing(ObjectNode node, String name, long value) {
        if (!node.hasNonNull(name)) {
            node.put(name, value);
        }
    }

    public static void setIfMissing(ObjectNode node, String name, boolean value) {
        if (!node.hasNonNull(name)) {
            node.put(name, value);
        }
    }
}
