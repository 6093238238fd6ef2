package dev.midwatch.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kubernetes objects as files hold them, in their order. */
record Manifests(List<JsonNode> objects) {
    static final Path DEPLOY = Path.of("deploy");
    static final Path BASE = DEPLOY.resolve("base");
    static final Path CHART = DEPLOY.resolve("helm").resolve("midwatch");
    static final Path OBSERVE_ONLY = DEPLOY.resolve("overlays").resolve("observe-only");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static Manifests of(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static Manifests parse(String yaml) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            while (documents.hasNext()) {
                JsonNode object = documents.next();
                if (object.isObject()) {
                    objects.add(object);
                }
            }
        }
        return new Manifests(objects);
    }

    /** All that the kustomization names. */
    static Manifests base() throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (JsonNode file : kustomization().path("resources")) {
            objects.addAll(of(BASE.resolve(file.asText())).objects());
        }
        return new Manifests(objects);
    }

    static JsonNode kustomization() throws IOException {
        return yaml(BASE.resolve("kustomization.yaml"));
    }

    static JsonNode yaml(Path file) throws IOException {
        return tree(Files.readString(file));
    }

    static JsonNode tree(String yaml) throws IOException {
        return YAML.readTree(yaml);
    }

    Map<String, JsonNode> byName() {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        objects.forEach(object -> named.put(
                object.path("kind").asText() + "/" + object.at("/metadata/name").asText(), object));
        return named;
    }

    JsonNode get(String kind, String name) {
        JsonNode object = byName().get(kind + "/" + name);
        if (object == null) {
            throw new AssertionError("no %s %s among %s".formatted(kind, name, byName().keySet()));
        }
        return object;
    }

    /** What the workloads make their pods of. */
    List<ObjectNode> pods() {
        return objects.stream()
                .map(object -> object.at("/spec/template"))
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast)
                .toList();
    }

    /** The variables that a workload's container sets itself. */
    static Map<String, String> variables(JsonNode pod) {
        Map<String, String> variables = new LinkedHashMap<>();
        pod.at("/spec/containers/0/env")
                .forEach(one -> variables.put(
                        one.path("name").asText(), one.path("value").asText()));
        return variables;
    }
}
