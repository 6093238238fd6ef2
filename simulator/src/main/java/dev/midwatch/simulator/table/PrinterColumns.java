package dev.midwatch.simulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The additionalPrinterColumns of a definition: simple JSON paths with an optional condition. */
final class PrinterColumns {
    private static final Pattern STEP = Pattern.compile(
            "\\.([A-Za-z0-9_-]+)|\\[\\?\\(@\\.([A-Za-z0-9_-]+)\\s*==\\s*['\"]([^'\"]*)['\"]\\)]|\\[(\\d+)]|\\['([^']+)']");

    private PrinterColumns() {}

    static JsonNode cell(ObjectNode object, JsonNode column, Instant now) {
        JsonNode value = find(object, column.path("jsonPath").asText());
        if (value.isMissingNode() || value.isNull()) {
            return Json.MAPPER.nullNode();
        }
        return switch (column.path("type").asText()) {
            case "date" ->
                Json.tree(Meta.time(value).map(at -> Durations.since(at, now)).orElse("<unknown>"));
            case "string" -> Json.tree(value.isValueNode() ? value.asText() : value.toString());
            default -> value;
        };
    }

    private static JsonNode find(JsonNode object, String path) {
        JsonNode current = object;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            if (step.group(1) != null) {
                current = current.path(step.group(1));
            } else if (step.group(2) != null) {
                current = first(current, step.group(2), step.group(3));
            } else if (step.group(4) != null) {
                current = current.path(Integer.parseInt(step.group(4)));
            } else {
                current = current.path(step.group(5));
            }
        }
        return current;
    }

    private static JsonNode first(JsonNode list, String field, String value) {
        for (JsonNode item : list) {
            if (item.path(field).asText().equals(value)) {
                return item;
            }
        }
        return Json.MAPPER.missingNode();
    }
}
