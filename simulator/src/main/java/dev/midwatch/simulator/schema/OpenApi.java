package dev.midwatch.simulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Names;
import dev.midwatch.simulator.resource.Catalog;
import dev.midwatch.simulator.resource.ResourceType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The /openapi/v3 documents: the schemas of a group version, and the parameters kubectl looks for before it uses them. */
public final class OpenApi {
    private static final String REF = "#/components/schemas/";
    private final Catalog catalog;

    public OpenApi(Catalog catalog) {
        this.catalog = catalog;
    }

    public ObjectNode index() {
        ObjectNode index = Json.object();
        ObjectNode paths = index.putObject("paths");
        for (String groupVersion : catalog.groupVersions()) {
            String path = path(groupVersion);
            paths.putObject(path)
                    .put(
                            "serverRelativeURL",
                            "/openapi/v3/" + path + "?hash=" + Names.hash(String.valueOf(kinds(groupVersion))));
        }
        return index;
    }

    private Set<String> kinds(String groupVersion) {
        Set<String> kinds = new TreeSet<>();
        types(groupVersion).forEach(type -> kinds.add(type.kind() + type.schema()));
        return kinds;
    }

    public static String path(String groupVersion) {
        return groupVersion.contains("/") ? "apis/" + groupVersion : "api/" + groupVersion;
    }

    private List<ResourceType> types(String groupVersion) {
        return catalog.all().stream()
                .filter(type -> type.apiVersion().equals(groupVersion))
                .toList();
    }

    public Optional<ObjectNode> document(String groupVersion) {
        if (!catalog.groupVersions().contains(groupVersion)) {
            return Optional.empty();
        }
        ObjectNode document = Json.object();
        document.put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.37.2");
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        for (ResourceType type : types(groupVersion)) {
            addPaths(type, paths);
            if (type.custom()) {
                addCustom(type, schemas);
            }
        }
        Schemas.components().properties().forEach(component -> {
            for (JsonNode kind : component.getValue().path("x-kubernetes-group-version-kind")) {
                if (groupVersion(kind).equals(groupVersion)) {
                    addReachable(component.getKey(), schemas);
                }
            }
        });
        return Optional.of(document);
    }

    private static String groupVersion(JsonNode kind) {
        String group = kind.path("group").asText();
        return group.isEmpty()
                ? kind.path("version").asText()
                : group + "/" + kind.path("version").asText();
    }

    private static void addReachable(String name, ObjectNode schemas) {
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (!schemas.has(next) && Schemas.components().has(next)) {
                JsonNode schema = Schemas.components().get(next);
                schemas.set(next, schema);
                schema.findValuesAsText("$ref").forEach(ref -> open.push(ref.substring(REF.length())));
            }
        }
    }

    private static void addCustom(ResourceType type, ObjectNode schemas) {
        ObjectNode schema = type.schema() instanceof ObjectNode given ? given.deepCopy() : Json.object();
        ObjectNode properties = Json.child(schema, "properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties
                .putObject("metadata")
                .putArray("allOf")
                .addObject()
                .put("$ref", REF + "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");
        kind(schema.putArray("x-kubernetes-group-version-kind").addObject(), type);
        schemas.set(type.group() + "." + type.version() + "." + type.kind(), schema);
        addReachable("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta", schemas);
    }

    private static void addPaths(ResourceType type, ObjectNode paths) {
        String base =
                "/" + path(type.apiVersion()) + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural();
        ObjectNode one = paths.putObject(base + "/{name}");
        operation(one, "get", "get", type, List.of());
        if (type.verbs().contains("patch")) {
            operation(one, "patch", "patch", type, List.of("dryRun", "fieldManager", "fieldValidation", "force"));
            operation(one, "put", "put", type, List.of("dryRun", "fieldManager", "fieldValidation"));
            operation(one, "delete", "delete", type, List.of("dryRun", "gracePeriodSeconds", "propagationPolicy"));
        }
        ObjectNode all = paths.putObject(base);
        if (type.verbs().contains("list")) {
            operation(all, "get", "list", type, List.of("labelSelector", "fieldSelector", "limit", "continue"));
        }
        if (type.verbs().contains("create")) {
            operation(all, "post", "post", type, List.of("dryRun", "fieldManager", "fieldValidation"));
        }
    }

    private static void operation(
            ObjectNode path, String method, String action, ResourceType type, List<String> names) {
        ObjectNode operation = path.putObject(method);
        operation.put("x-kubernetes-action", action);
        kind(operation.putObject("x-kubernetes-group-version-kind"), type);
        ArrayNode parameters = operation.putArray("parameters");
        for (String name : names) {
            ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
            parameter.putObject("schema").put("type", "string").put("uniqueItems", true);
        }
        operation.putObject("responses").putObject("200").put("description", "OK");
    }

    private static void kind(ObjectNode into, ResourceType type) {
        into.put("group", type.group()).put("version", type.version()).put("kind", type.kind());
    }
}
