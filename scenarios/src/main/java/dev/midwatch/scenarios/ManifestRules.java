package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** What a manifest needs so that every API server takes it and keeps it. */
final class ManifestRules {
    private final String file;
    private final Document document;
    private final List<Problem> problems;

    ManifestRules(String file, Document document, List<Problem> problems) {
        this.file = file;
        this.document = document;
        this.problems = problems;
    }

    /** @param keys of the manifests before; its own is added */
    void check(Set<String> keys) {
        JsonNode object = document.value();
        for (String pointer : List.of("/apiVersion", "/kind", "/metadata/name")) {
            if (!object.at(pointer).isTextual()) {
                problem(pointer, pointer.substring(1).replace('/', '.') + ": a text");
            }
        }
        JsonNode metadata = object.path("metadata");
        String key =
                object.path("kind").asText() + " " + metadata.path("namespace").asText() + "/"
                        + metadata.path("name").asText();
        if (!keys.add(object.path("apiVersion").asText() + " " + key)) {
            problem("/metadata/name", key + " is there twice");
        }
        if (metadata.has("deletionTimestamp") && !staysWhenDeleted(object)) {
            problem(
                    "/metadata/deletionTimestamp",
                    key + " would be gone: only a pod on a node, a namespace, or what has finalizers stays");
        }
    }

    private static boolean staysWhenDeleted(JsonNode object) {
        String kind = object.path("kind").asText();
        return !object.at("/metadata/finalizers").isEmpty()
                || kind.equals("Namespace")
                || kind.equals("Pod") && object.at("/spec/nodeName").isTextual();
    }

    private void problem(String pointer, String text) {
        problems.add(new Problem(file, document.line(pointer), text));
    }
}
