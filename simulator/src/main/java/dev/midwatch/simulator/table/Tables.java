package dev.midwatch.simulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.resource.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Renders objects as Table rows. */
public final class Tables {
    private static final class Loaded {
        static final JsonNode COLUMNS = load();
    }

    private Tables() {}

    private static JsonNode load() {
        try (InputStream in = Tables.class.getResourceAsStream("columns.json")) {
            return Json.MAPPER.readTree(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** How much of each object goes into its row: None, Metadata (the default) or Object. */
    public static ObjectNode table(
            ResourceType type, List<ObjectNode> objects, ObjectNode metadata, String include, Instant now) {
        ObjectNode table = Json.object();
        table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.set("metadata", metadata);
        table.set("columnDefinitions", columns(type));
        ArrayNode rows = table.putArray("rows");
        for (ObjectNode object : objects) {
            ObjectNode row = rows.addObject();
            row.set("cells", cells(type, object, now));
            if (include.equals("Object")) {
                row.set("object", object);
            } else if (!include.equals("None")) {
                row.set("object", partial(object));
            }
        }
        return table;
    }

    public static ObjectNode partial(ObjectNode object) {
        ObjectNode partial = Json.object();
        partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        partial.set("metadata", Meta.of(object));
        return partial;
    }

    private static ArrayNode columns(ResourceType type) {
        JsonNode known = Loaded.COLUMNS.path(type.qualified());
        if (known.isArray()) {
            return (ArrayNode) known;
        }
        ArrayNode columns = Json.array();
        column(columns, "Name", "string", "name", "", 0);
        for (JsonNode extra : type.columns()) {
            column(
                    columns,
                    extra.path("name").asText(),
                    extra.path("type").asText(),
                    extra.path("format").asText(),
                    extra.path("description").asText(),
                    extra.path("priority").asInt(0));
        }
        if (type.columns().isEmpty()) {
            column(columns, type.custom() ? "Age" : "Created At", "date", "", "", 0);
        }
        return columns;
    }

    private static void column(ArrayNode columns, String name, String type, String format, String text, int priority) {
        columns.addObject()
                .put("name", name)
                .put("type", type)
                .put("format", format)
                .put("description", text)
                .put("priority", priority);
    }

    private static ArrayNode cells(ResourceType type, ObjectNode object, Instant now) {
        Row row = new Row(object, now);
        row.add(Meta.name(object));
        if (Loaded.COLUMNS.has(type.qualified())) {
            BuiltInRows.fill(type, row);
        } else if (type.columns().isEmpty()) {
            row.add(type.custom() ? row.age() : Json.text(object, "metadata", "creationTimestamp"));
        } else {
            for (JsonNode column : type.columns()) {
                row.addNode(PrinterColumns.cell(object, column, now));
            }
        }
        return row.cells();
    }
}
