package dev.midwatch.simulator.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A strategic merge patch, with the merge keys of the schema and the directives kubectl writes. */
final class StrategicMerge {
    private static final String ORDER = "$setElementOrder/";
    private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";

    private StrategicMerge() {}

    static ObjectNode apply(ObjectNode object, JsonNode patch, Schema schema) {
        return merge(object, (ObjectNode) patch, schema);
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode patch, Schema schema) {
        String directive = patch.path("$patch").asText();
        if (directive.equals("replace")) {
            return cleaned(patch);
        }
        if (directive.equals("delete")) {
            return Json.object();
        }
        ObjectNode result = target.deepCopy();
        retain(result, patch.path("$retainKeys"));
        patch.properties().forEach(field -> {
            String name = field.getKey();
            if (name.startsWith(DELETE_VALUES)) {
                removeValues(result, name.substring(DELETE_VALUES.length()), field.getValue());
            } else if (!name.startsWith("$")) {
                mergeField(result, name, field, schema.property(name));
            }
        });
        arrange(target, patch, result, schema);
        return result;
    }

    private static void mergeField(ObjectNode result, String name, Map.Entry<String, JsonNode> field, Schema schema) {
        JsonNode value = field.getValue();
        if (value.isNull()) {
            result.remove(name);
        } else if (value instanceof ObjectNode object) {
            ObjectNode old = result.get(name) instanceof ObjectNode existing ? existing : Json.object();
            result.set(name, merge(old, object, schema));
        } else if (value instanceof ArrayNode list && schema.mergesStrategically()) {
            ArrayNode old = result.get(name) instanceof ArrayNode existing ? existing : Json.array();
            result.set(name, mergeList(old, list, schema, name));
        } else {
            result.set(name, value.deepCopy());
        }
    }

    private static ArrayNode mergeList(ArrayNode old, ArrayNode patch, Schema schema, String name) {
        if (schema.mergeKey().isEmpty()) {
            ArrayNode all = old.deepCopy();
            patch.forEach(value -> {
                if (position(all, value) < 0) {
                    all.add(value);
                }
            });
            return all;
        }
        String key = schema.mergeKey();
        ArrayNode result = patchesWhole(patch) ? Json.array() : old.deepCopy();
        for (ObjectNode item : Json.objects(patch)) {
            if (item.path("$patch").asText().equals("replace") && !item.has(key)) {
                continue;
            }
            if (!item.has(key)) {
                throw ApiError.badRequest(
                        "map: " + item + " does not contain declared merge key: " + key + " (in " + name + ")");
            }
            mergeItem(result, item, key, schema.items());
        }
        return result;
    }

    private static boolean patchesWhole(ArrayNode patch) {
        return Json.objects(patch).stream()
                .anyMatch(item -> item.path("$patch").asText().equals("replace"));
    }

    private static void mergeItem(ArrayNode result, ObjectNode item, String key, Schema schema) {
        int at = indexOf(result, key, item.get(key));
        if (item.path("$patch").asText().equals("delete")) {
            if (at >= 0) {
                result.remove(at);
            }
        } else if (at >= 0) {
            result.set(at, merge((ObjectNode) result.get(at), item, schema));
        } else {
            result.add(merge(Json.object(), item, schema));
        }
    }

    private static int indexOf(ArrayNode list, String key, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path(key).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static int position(ArrayNode list, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static void removeValues(ObjectNode result, String name, JsonNode values) {
        if (result.get(name) instanceof ArrayNode list) {
            values.forEach(value -> {
                int at = position(list, value);
                if (at >= 0) {
                    list.remove(at);
                }
            });
        }
    }

    private static void retain(ObjectNode result, JsonNode keys) {
        if (keys.isArray()) {
            result.retain(Json.texts(keys));
        }
    }

    /** Puts merged lists in order: as the directive says, or else as the patch lists them, among what was there. */
    private static void arrange(ObjectNode target, ObjectNode patch, ObjectNode result, Schema schema) {
        patch.properties().forEach(field -> {
            boolean directive = field.getKey().startsWith(ORDER);
            String name = directive ? field.getKey().substring(ORDER.length()) : field.getKey();
            boolean superseded = !directive && patch.has(ORDER + name);
            Schema list = schema.property(name);
            if (field.getValue().isArray()
                    && !superseded
                    && list.mergesStrategically()
                    && result.get(name) instanceof ArrayNode merged) {
                result.set(name, ordered(merged, field.getValue(), target.path(name), list.mergeKey()));
            }
        });
    }

    private static ArrayNode ordered(ArrayNode merged, JsonNode order, JsonNode before, String key) {
        List<JsonNode> named = new ArrayList<>();
        List<JsonNode> others = new ArrayList<>();
        merged.forEach(item -> (place(order, item, key) >= 0 ? named : others).add(item));
        named.sort(Comparator.comparingInt(item -> place(order, item, key)));
        others.sort(Comparator.comparingInt(item -> place(before, item, key)));
        ArrayNode result = Json.array();
        while (!named.isEmpty() && !others.isEmpty()) {
            int other = place(before, others.get(0), key);
            int next = place(before, named.get(0), key);
            boolean otherFirst = other >= 0 && next >= 0 && other < next;
            result.add((otherFirst ? others : named).remove(0));
        }
        named.forEach(result::add);
        others.forEach(result::add);
        return result;
    }

    private static int place(JsonNode list, JsonNode item, String key) {
        for (int i = 0; i < list.size(); i++) {
            JsonNode other = list.get(i);
            if (key.isEmpty() ? other.equals(item) : other.path(key).equals(item.path(key))) {
                return i;
            }
        }
        return -1;
    }

    private static ObjectNode cleaned(ObjectNode patch) {
        ObjectNode copy = patch.deepCopy();
        copy.remove("$patch");
        return copy;
    }
}
