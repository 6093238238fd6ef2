package dev.midwatch.simulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.resource.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The schemas of the built-in types, and of custom types as their definitions give them. Loaded once per process. */
public final class Schemas {
    private static final String REF = "#/components/schemas/";

    private static final class Loaded {
        static final ObjectNode COMPONENTS = load();
        static final Map<String, String> BY_KIND = index(COMPONENTS);
    }

    private Schemas() {}

    static ObjectNode components() {
        return Loaded.COMPONENTS;
    }

    /** The schema of a type; a type without one accepts everything. */
    public static Schema of(ResourceType type) {
        return type.custom() ? Schema.of(type.schema(), true) : of(type.apiVersion(), type.kind());
    }

    public static Schema of(String apiVersion, String kind) {
        String name = Loaded.BY_KIND.get(apiVersion + " " + kind);
        return name == null ? Schema.ANYTHING : Schema.of(Loaded.COMPONENTS.get(name), false);
    }

    static Schema metadata() {
        return Schema.of(Loaded.COMPONENTS.get("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"), false);
    }

    /** Follows references; the annotations beside a reference stay with the one who asks. */
    static JsonNode resolve(JsonNode schema) {
        JsonNode current = schema;
        while (true) {
            String ref = current.path("$ref")
                    .asText(current.path("allOf").path(0).path("$ref").asText());
            if (!ref.startsWith(REF)) {
                return current;
            }
            current = Loaded.COMPONENTS.path(ref.substring(REF.length()));
        }
    }

    private static ObjectNode load() {
        try (InputStream in = Schemas.class.getResourceAsStream("openapi.json.gz");
                InputStream plain = new GZIPInputStream(in)) {
            return (ObjectNode) Json.MAPPER.readTree(plain);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Map<String, String> index(ObjectNode components) {
        Map<String, String> byKind = new HashMap<>();
        components.properties().forEach(component -> {
            for (JsonNode kind : component.getValue().path("x-kubernetes-group-version-kind")) {
                String group = kind.path("group").asText();
                String version = kind.path("version").asText();
                String apiVersion = group.isEmpty() ? version : group + "/" + version;
                byKind.putIfAbsent(apiVersion + " " + kind.path("kind").asText(), component.getKey());
            }
        });
        return byKind;
    }
}
