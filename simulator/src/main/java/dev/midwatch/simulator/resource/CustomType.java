package dev.midwatch.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a CustomResourceDefinition. */
final class CustomType {
    /** Tells a custom discovery entry from a built-in one; never served. */
    static final String MARK = "_custom";

    private static final List<String> VERBS =
            List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");

    private CustomType() {}

    static ResourceType of(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        JsonNode version = storedVersion(spec);
        JsonNode names = spec.path("names");
        String plural = names.path("plural").asText();
        String kind = names.path("kind").asText();
        boolean namespaced = spec.path("scope").asText().equals("Namespaced");
        ObjectNode entry = Json.object();
        entry.put("name", plural)
                .put("singularName", names.path("singular").asText(kind.toLowerCase(Locale.ROOT)))
                .put("namespaced", namespaced)
                .put("kind", kind)
                .put(MARK, true);
        ArrayNode verbs = entry.putArray("verbs");
        VERBS.forEach(verbs::add);
        copy(names, "shortNames", entry);
        copy(names, "categories", entry);
        Map<String, ObjectNode> subresources = new LinkedHashMap<>();
        if (version.path("subresources").has("status")) {
            subresources.put("status", subresource(plural + "/status", kind, namespaced));
        }
        if (version.path("subresources").has("scale")) {
            ObjectNode scale = subresource(plural + "/scale", "Scale", namespaced);
            scale.put("group", "autoscaling").put("version", "v1");
            subresources.put("scale", scale);
        }
        return new ResourceType(
                spec.path("group").asText(),
                version.path("name").asText(),
                plural,
                kind,
                namespaced,
                VERBS,
                subresources,
                entry,
                version.path("additionalPrinterColumns"),
                Json.at(version, "schema", "openAPIV3Schema"),
                true);
    }

    private static JsonNode storedVersion(JsonNode spec) {
        for (JsonNode version : spec.path("versions")) {
            if (version.path("storage").asBoolean()) {
                return version;
            }
        }
        return spec.path("versions").path(0);
    }

    private static ObjectNode subresource(String name, String kind, boolean namespaced) {
        ObjectNode entry = Json.object();
        entry.put("name", name)
                .put("singularName", "")
                .put("namespaced", namespaced)
                .put("kind", kind)
                .put(MARK, true);
        entry.putArray("verbs").add("get").add("patch").add("update");
        return entry;
    }

    private static void copy(JsonNode from, String name, ObjectNode to) {
        if (from.has(name)) {
            to.set(name, from.get(name));
        }
    }
}
