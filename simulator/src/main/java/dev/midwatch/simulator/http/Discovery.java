package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.resource.Catalog;
import dev.midwatch.simulator.schema.OpenApi;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** /version, /api, /apis, the resource lists below them, OpenAPI and health. */
final class Discovery {
    private final Catalog catalog;
    private final OpenApi openApi;

    Discovery(Catalog catalog) {
        this.catalog = catalog;
        this.openApi = new OpenApi(catalog);
    }

    void handle(Request request, Answer answer) throws IOException {
        String path = request.route().path();
        if (!request.route().method().equals("GET")) {
            throw ApiError.methodNotAllowed();
        }
        switch (path) {
            case "/version" -> answer.json(200, version());
            case "/healthz", "/livez", "/readyz" -> answer.text(200, "ok");
            case "/api" -> answer.json(200, coreVersions());
            case "/apis" -> answer.json(200, groups());
            case "/openapi/v3" -> answer.json(200, openApi.index());
            case "/" -> answer.json(200, paths());
            default -> below(path, answer);
        }
    }

    private void below(String path, Answer answer) throws IOException {
        if (path.startsWith("/openapi/v3/")) {
            String groupVersion = path.substring("/openapi/v3/".length()).replaceFirst("^apis?/", "");
            answer.json(200, openApi.document(groupVersion).orElseThrow(ApiError::noSuchResource));
        } else if (path.startsWith("/api/")) {
            answer.json(200, resources(path.substring("/api/".length())));
        } else if (path.matches("/apis/[^/]+")) {
            ObjectNode group = group(path.substring("/apis/".length()));
            answer.json(200, group.put("kind", "APIGroup").put("apiVersion", "v1"));
        } else if (path.startsWith("/apis/")) {
            answer.json(200, resources(path.substring("/apis/".length())));
        } else {
            throw ApiError.noSuchResource();
        }
    }

    private static ObjectNode version() {
        ObjectNode version = Json.object();
        return version.put("major", "1")
                .put("minor", "37")
                .put("gitVersion", "v1.37.2+k3s1")
                .put("gitCommit", "5ab0e1c8d3f4a6b7c9d0e1f2a3b4c5d6e7f8a9b0")
                .put("gitTreeState", "clean")
                .put("buildDate", "2026-10-21T08:00:00Z")
                .put("goVersion", "go1.26.8")
                .put("compiler", "gc")
                .put("platform", "linux/amd64");
    }

    private static ObjectNode coreVersions() {
        ObjectNode versions = Json.object();
        versions.put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs");
        return versions;
    }

    private ObjectNode groups() {
        ObjectNode list = Json.object();
        list.put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        for (String name : groupNames().keySet()) {
            groups.add(group(name));
        }
        return list;
    }

    private Map<String, Set<String>> groupNames() {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (String groupVersion : catalog.groupVersions()) {
            int slash = groupVersion.indexOf('/');
            if (slash > 0) {
                names.computeIfAbsent(groupVersion.substring(0, slash), any -> new LinkedHashSet<>())
                        .add(groupVersion.substring(slash + 1));
            }
        }
        return names;
    }

    private ObjectNode group(String name) {
        Set<String> versions = groupNames().get(name);
        if (versions == null) {
            throw ApiError.noSuchResource();
        }
        ObjectNode group = Json.object();
        group.put("name", name);
        ArrayNode list = group.putArray("versions");
        versions.forEach(version ->
                list.addObject().put("groupVersion", name + "/" + version).put("version", version));
        group.set("preferredVersion", list.get(0));
        return group;
    }

    private ObjectNode resources(String groupVersion) {
        List<ObjectNode> entries = catalog.resources(groupVersion).orElseThrow(ApiError::noSuchResource);
        ObjectNode list = Json.object();
        list.put("kind", "APIResourceList");
        if (groupVersion.contains("/")) {
            list.put("apiVersion", "v1");
        }
        list.put("groupVersion", groupVersion);
        ArrayNode resources = list.putArray("resources");
        entries.forEach(resources::add);
        return list;
    }

    private ObjectNode paths() {
        ObjectNode paths = Json.object();
        ArrayNode list = paths.putArray("paths");
        list.add("/api").add("/apis");
        catalog.groupVersions().forEach(groupVersion -> list.add("/" + OpenApi.path(groupVersion)));
        list.add("/healthz").add("/livez").add("/openapi/v3").add("/readyz").add("/version");
        return paths;
    }
}
