package dev.midwatch.simulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.time.Instant;

/** A row being filled, and the cells many kinds share. */
final class Row {
    static final String NONE = "<none>";
    private final ObjectNode object;
    private final Instant now;
    private final ArrayNode cells = Json.array();

    Row(ObjectNode object, Instant now) {
        this.object = object;
        this.now = now;
    }

    ObjectNode object() {
        return object;
    }

    Instant now() {
        return now;
    }

    ArrayNode cells() {
        return cells;
    }

    Row add(String cell) {
        cells.add(cell);
        return this;
    }

    Row add(long cell) {
        cells.add(cell);
        return this;
    }

    Row add(boolean cell) {
        cells.add(cell);
        return this;
    }

    Row addNode(JsonNode cell) {
        cells.add(cell);
        return this;
    }

    String text(String... path) {
        return Json.text(object, path);
    }

    long number(String... path) {
        return Json.number(object, path);
    }

    JsonNode at(String... path) {
        return Json.at(object, path);
    }

    String orNone(String... path) {
        String found = text(path);
        return found.isEmpty() ? NONE : found;
    }

    String age() {
        return since("metadata", "creationTimestamp");
    }

    String since(String... path) {
        return Meta.time(at(path)).map(at -> Durations.since(at, now)).orElse("<unknown>");
    }

    /** Names and images of a pod spec's containers. */
    Row containers(JsonNode spec) {
        return add(joined(spec.path("containers"), "name")).add(joined(spec.path("containers"), "image"));
    }

    static String joined(JsonNode list, String field) {
        return String.join(
                ",",
                Json.objects(list).stream()
                        .map(item -> item.path(field).asText())
                        .toList());
    }
}
