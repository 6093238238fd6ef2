package dev.midwatch.simulator.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps metadata.managedFields: who set which field last. */
public final class ManagedFields {
    /** Fields nobody owns. */
    private static final List<String> UNOWNED = List.of(
            "name",
            "namespace",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "managedFields",
            "selfLink");

    private static final Comparator<ObjectNode> ORDER = Comparator.<ObjectNode, String>comparing(
                    entry -> entry.path("operation").asText())
            .thenComparing(entry -> entry.path("time").asText())
            .thenComparing(entry -> entry.path("manager").asText())
            .thenComparing(entry -> entry.path("apiVersion").asText())
            .thenComparing(entry -> entry.path("subresource").asText());

    private ManagedFields() {}

    /** What one request writes as. */
    public record Writer(String manager, String operation, String apiVersion, String subresource, Instant at) {
        boolean wrote(JsonNode entry) {
            return entry.path("manager").asText().equals(manager)
                    && entry.path("operation").asText().equals(operation)
                    && entry.path("apiVersion").asText().equals(apiVersion)
                    && entry.path("subresource").asText("").equals(subresource);
        }
    }

    /** After a create, update or patch: what changed belongs to the writer, to nobody else. */
    public static void update(JsonNode before, ObjectNode after, Schema schema, Writer writer) {
        JsonNode old = ownable(before);
        ObjectNode now = ownable(after);
        ObjectNode changed = FieldSet.changed(old, now, schema);
        ObjectNode removed = FieldSet.removed(old, now, schema);
        List<ObjectNode> entries = entries(before);
        if (changed.isEmpty() && removed.isEmpty()) {
            put(after, entries);
            return;
        }
        List<ObjectNode> kept = new ArrayList<>();
        ObjectNode mine = Json.object();
        for (ObjectNode entry : entries) {
            ObjectNode fields = FieldSet.minus(entry.path("fieldsV1"), removed);
            if (writer.wrote(entry)) {
                mine = fields;
            } else {
                entry.set("fieldsV1", FieldSet.minus(fields, changed));
                kept.add(entry);
            }
        }
        kept.add(entry(writer, FieldSet.union(mine, changed)));
        put(after, kept);
    }

    static List<ObjectNode> entries(JsonNode object) {
        return Json.objects(Json.at(object, "metadata", "managedFields").deepCopy());
    }

    static ObjectNode entry(Writer writer, ObjectNode fields) {
        ObjectNode entry = Json.object();
        entry.put("manager", writer.manager())
                .put("operation", writer.operation())
                .put("apiVersion", writer.apiVersion())
                .put("time", Meta.time(writer.at()))
                .put("fieldsType", "FieldsV1");
        entry.set("fieldsV1", fields);
        if (!writer.subresource().isEmpty()) {
            entry.put("subresource", writer.subresource());
        }
        return entry;
    }

    static void put(ObjectNode object, List<ObjectNode> entries) {
        ArrayNode list = Json.array();
        entries.stream()
                .filter(entry -> !entry.path("fieldsV1").isEmpty())
                .sorted(ORDER)
                .forEach(list::add);
        ObjectNode metadata = Meta.of(object);
        metadata.remove("managedFields");
        if (!list.isEmpty()) {
            metadata.set("managedFields", list);
        }
    }

    /** The object without what nobody owns. */
    static ObjectNode ownable(JsonNode object) {
        if (!(object instanceof ObjectNode)) {
            return Json.object();
        }
        ObjectNode copy = object.deepCopy();
        copy.remove(List.of("apiVersion", "kind"));
        if (copy.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(UNOWNED);
            if (metadata.isEmpty()) {
                copy.remove("metadata");
            }
        }
        return copy;
    }
}
