package dev.midwatch.simulator.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Server-side apply: merges a configuration, takes its fields over, removes what its manager no longer wants. */
public final class ServerSideApply {
    private final Schema schema;
    private final ManagedFields.Writer writer;
    private final boolean force;

    public ServerSideApply(Schema schema, ManagedFields.Writer writer, boolean force) {
        this.schema = schema;
        this.writer = writer;
        this.force = force;
    }

    /** live is empty for an object to be made. */
    public ObjectNode apply(ObjectNode live, ObjectNode configuration) {
        ObjectNode wanted = ManagedFields.ownable(configuration);
        ObjectNode set = FieldSet.of(wanted, schema);
        List<ObjectNode> others = new ArrayList<>();
        ObjectNode previous = Json.object();
        for (ObjectNode entry : ManagedFields.entries(live)) {
            if (writer.wrote(entry)) {
                previous = (ObjectNode) entry.path("fieldsV1");
            } else {
                others.add(entry);
            }
        }
        takeOver(live, wanted, others);
        ObjectNode merged = (ObjectNode) merge(live, configuration, schema);
        ObjectNode gone = FieldSet.minus(previous, set);
        for (ObjectNode other : others) {
            gone = FieldSet.minus(gone, other.path("fieldsV1"));
        }
        remove(merged, gone, schema);
        others.add(ManagedFields.entry(writer, set));
        ManagedFields.put(merged, others);
        return merged;
    }

    /** Fields of others that would get another value: a conflict, or theirs no more when forced. */
    private void takeOver(ObjectNode live, ObjectNode wanted, List<ObjectNode> others) {
        Map<String, List<String>> conflicts = new LinkedHashMap<>();
        for (ObjectNode other : others) {
            ObjectNode contested = Json.object();
            List<String> paths = new ArrayList<>();
            contest(live, wanted, other.path("fieldsV1"), schema, "", contested, paths);
            if (!paths.isEmpty() && !force) {
                String manager = named(other);
                conflicts.put(manager, paths);
            }
            other.set("fieldsV1", FieldSet.minus(other.path("fieldsV1"), contested));
        }
        if (!conflicts.isEmpty()) {
            throw conflict(conflicts);
        }
    }

    /** Another who applies is known by name; one who updates also by version and subresource. */
    private static String named(JsonNode entry) {
        String name = "\"" + entry.path("manager").asText() + "\"";
        if (entry.path("operation").asText().equals("Apply")) {
            return name;
        }
        String subresource = entry.path("subresource").asText();
        String with = subresource.isEmpty() ? "" : " with subresource \"" + subresource + "\"";
        return name + with + " using " + entry.path("apiVersion").asText();
    }

    private static void contest(
            JsonNode live,
            JsonNode wanted,
            JsonNode owned,
            Schema schema,
            String path,
            ObjectNode contested,
            List<String> paths) {
        owned.properties().forEach(field -> {
            String element = field.getKey();
            if (element.equals(".")) {
                return;
            }
            JsonNode mine = FieldSet.find(wanted, element, schema);
            JsonNode theirs = FieldSet.find(live, element, schema);
            if (mine.isMissingNode() || mine.equals(theirs)) {
                return;
            }
            String here = path + described(element);
            if (field.getValue().isEmpty()) {
                contested.set(element, Json.object());
                paths.add(here);
                return;
            }
            ObjectNode below = Json.object();
            contest(theirs, mine, field.getValue(), FieldSet.below(element, schema), here, below, paths);
            if (!below.isEmpty()) {
                contested.set(element, below);
            }
        });
    }

    private static String described(String element) {
        if (element.startsWith("f:")) {
            return "." + element.substring(2);
        }
        if (element.startsWith("k:")) {
            List<String> keys = new ArrayList<>();
            Json.parseObject(element.substring(2))
                    .properties()
                    .forEach(key -> keys.add(key.getKey() + "=" + key.getValue()));
            return "[" + String.join(",", keys) + "]";
        }
        return "[=" + element.substring(2) + "]";
    }

    private static ApiError conflict(Map<String, List<String>> conflicts) {
        int count = conflicts.values().stream().mapToInt(List::size).sum();
        ObjectNode details = Json.object();
        ArrayNode causes = details.putArray("causes");
        List<String> lines = new ArrayList<>();
        conflicts.forEach((manager, paths) -> {
            boolean one = paths.size() == 1;
            lines.add("conflict" + (one ? "" : "s") + " with " + manager + ":"
                    + (one ? " " + paths.get(0) : "\n- " + String.join("\n- ", paths)));
            paths.forEach(path -> causes.addObject()
                    .put("reason", "FieldManagerConflict")
                    .put("message", "conflict with " + manager)
                    .put("field", path));
        });
        String message =
                "Apply failed with " + count + " conflict" + (count == 1 ? "" : "s") + ": " + String.join("\n", lines);
        return new ApiError(409, "Conflict", message, details);
    }

    private static JsonNode merge(JsonNode live, JsonNode wanted, Schema schema) {
        if (wanted instanceof ObjectNode object && live instanceof ObjectNode old && !schema.isAtomic()) {
            ObjectNode result = old.deepCopy();
            object.properties().forEach(field -> {
                JsonNode before = old.path(field.getKey());
                result.set(field.getKey(), merge(before, field.getValue(), schema.property(field.getKey())));
            });
            return result;
        }
        if (wanted instanceof ArrayNode list
                && live instanceof ArrayNode old
                && schema.listType() != Schema.ListType.ATOMIC) {
            return mergeList(old, list, schema);
        }
        return wanted.deepCopy();
    }

    private static ArrayNode mergeList(ArrayNode live, ArrayNode wanted, Schema schema) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        live.forEach(item -> items.put(FieldSet.element(item, schema), item));
        wanted.forEach(item ->
                items.merge(FieldSet.element(item, schema), item, (old, now) -> merge(old, now, schema.items())));
        ArrayNode result = Json.array();
        items.values().forEach(item -> result.add(item.deepCopy()));
        return result;
    }

    private static void remove(JsonNode object, JsonNode gone, Schema schema) {
        gone.properties().forEach(field -> {
            String element = field.getKey();
            JsonNode found = FieldSet.find(object, element, schema);
            if (element.equals(".") || found.isMissingNode()) {
                return;
            }
            if (!field.getValue().isEmpty()) {
                remove(found, field.getValue(), FieldSet.below(element, schema));
            }
            boolean whole = field.getValue().isEmpty()
                    || field.getValue().has(".")
                    || found.isContainerNode() && found.isEmpty();
            if (whole) {
                drop(object, element, found);
            }
        });
    }

    private static void drop(JsonNode object, String element, JsonNode found) {
        if (object instanceof ObjectNode fields) {
            fields.remove(element.substring(2));
        } else if (object instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) == found) {
                    list.remove(i);
                    return;
                }
            }
        }
    }
}
