package dev.midwatch.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * An object, and where a certain server keeps it.
 *
 * @param reports whether its status is written apart from the rest
 */
record Manifest(ObjectNode object, String path, boolean reports) {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Of a document of YAML, for that server. */
    static Manifest of(String document, RawApi api) {
        try {
            ObjectNode object = (ObjectNode) YAML.readTree(document);
            String version = object.path("apiVersion").asText();
            String root = (version.contains("/") ? "/apis/" : "/api/") + version;
            JsonNode served = api.must("GET", root, "application/json", "").path("resources");
            JsonNode type = type(served, object.path("kind").asText());
            String plural = type.path("name").asText();
            String namespace = type.path("namespaced").asBoolean()
                    ? "/namespaces/" + object.at("/metadata/namespace").asText()
                    : "";
            return new Manifest(
                    object,
                    "%s%s/%s/%s"
                            .formatted(
                                    root,
                                    namespace,
                                    plural,
                                    object.at("/metadata/name").asText()),
                    served.findValuesAsText("name").contains(plural + "/status"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode type(JsonNode served, String kind) {
        for (JsonNode type : served) {
            if (type.path("kind").asText().equals(kind)
                    && !type.path("name").asText().contains("/")) {
                return type;
            }
        }
        throw new IllegalStateException("the server does not serve " + kind + "; are the CRDs there?");
    }

    boolean isA(String kind) {
        return object.path("kind").asText().equals(kind);
    }

    String name() {
        return object.at("/metadata/name").asText();
    }

    /** Empty for what is in none. */
    String namespace() {
        return object.at("/metadata/namespace").asText();
    }

    /** A pod that asks for no time to end is gone at once; else a kubelet would have to say that it ended. */
    void endAtOnce() {
        for (String template : new String[] {"/spec/template/spec", "/spec/jobTemplate/spec/template/spec"}) {
            if (object.at(template) instanceof ObjectNode pod) {
                pod.put("terminationGracePeriodSeconds", 0);
            }
        }
    }

    void apply(RawApi api) {
        api.must("PATCH", path + "?fieldManager=world&force=true", "application/apply-patch+yaml", object.toString());
        if (reports && object.has("status")) {
            api.merge(path + "/status", "{\"status\":%s}".formatted(object.path("status")));
        }
    }
}
