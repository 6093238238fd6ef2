package dev.midwatch.simulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.object.Json;
import java.util.List;

/** The schema of one value: what is below it, and how it merges. */
public final class Schema {
    public static final Schema ANYTHING = new Schema(Json.object(), Json.object(), false);
    private final JsonNode site;
    private final JsonNode definition;
    private final boolean root;

    /** How a list is owned and merged. */
    public enum ListType {
        ATOMIC,
        SET,
        MAP
    }

    private Schema(JsonNode site, JsonNode definition, boolean root) {
        this.site = site;
        this.definition = definition;
        this.root = root;
    }

    static Schema of(JsonNode site, boolean customRoot) {
        return new Schema(site, Schemas.resolve(site), customRoot);
    }

    public Schema property(String name) {
        if (root && name.equals("metadata")) {
            return Schemas.metadata();
        }
        JsonNode property = definition.path("properties").path(name);
        if (property.isMissingNode()) {
            property = definition.path("additionalProperties");
        }
        return property.isObject() ? of(property, false) : ANYTHING;
    }

    public Schema items() {
        JsonNode items = definition.path("items");
        return items.isObject() ? of(items, false) : ANYTHING;
    }

    /** Whether a field may stand here. */
    public boolean allows(String name) {
        if (definition.isEmpty()
                || flag("x-kubernetes-preserve-unknown-fields")
                || definition.has("additionalProperties")) {
            return true;
        }
        if (root && List.of("apiVersion", "kind", "metadata").contains(name)) {
            return true;
        }
        boolean open = !definition.has("properties");
        return open
                ? !definition.has("x-kubernetes-group-version-kind")
                : definition.path("properties").has(name);
    }

    /** string, integer, number, boolean, object, array, or "" when anything goes. */
    public String type() {
        return flag("x-kubernetes-int-or-string") || definition.has("oneOf")
                ? ""
                : definition.path("type").asText();
    }

    public List<String> required() {
        return Json.texts(definition.path("required"));
    }

    /** Whether keys are data (labels) rather than fields. */
    public boolean isMap() {
        return definition.has("additionalProperties");
    }

    public boolean isAtomic() {
        return text("x-kubernetes-map-type").equals("atomic") || flag("x-kubernetes-preserve-unknown-fields") && !root;
    }

    public ListType listType() {
        return switch (text("x-kubernetes-list-type")) {
            case "map" -> ListType.MAP;
            case "set" -> ListType.SET;
            default -> ListType.ATOMIC;
        };
    }

    public List<String> listKeys() {
        return Json.texts(
                site.has("x-kubernetes-list-map-keys")
                        ? site.path("x-kubernetes-list-map-keys")
                        : definition.path("x-kubernetes-list-map-keys"));
    }

    public JsonNode defaultValue() {
        return site.has("default") ? site.path("default") : definition.path("default");
    }

    /** Whether a strategic merge patch merges this list (or replaces this object only on request). */
    public boolean mergesStrategically() {
        return text("x-kubernetes-patch-strategy").contains("merge");
    }

    /** The merge key of a strategic merge patch, "" for a list of plain values. */
    public String mergeKey() {
        return text("x-kubernetes-patch-merge-key");
    }

    private String text(String name) {
        return site.path(name).asText(definition.path(name).asText());
    }

    private boolean flag(String name) {
        return site.path(name).asBoolean(definition.path(name).asBoolean());
    }
}
