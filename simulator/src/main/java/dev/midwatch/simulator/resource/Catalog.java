package dev.midwatch.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All served types. Definitions may come and go while the server runs. */
public final class Catalog {
    private final Map<String, ResourceType> types = new LinkedHashMap<>();
    private final Map<String, List<ObjectNode>> discovery = new LinkedHashMap<>();

    public Catalog() {
        try (InputStream in = Catalog.class.getResourceAsStream("resources.json")) {
            for (JsonNode list : Json.MAPPER.readTree(in)) {
                addBuiltIn(list);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void addBuiltIn(JsonNode list) {
        String groupVersion = list.path("groupVersion").asText();
        List<ObjectNode> entries = Json.objects(list.path("resources"));
        discovery.put(groupVersion, entries);
        int slash = groupVersion.indexOf('/');
        String group = slash < 0 ? "" : groupVersion.substring(0, slash);
        String version = groupVersion.substring(slash + 1);
        for (ObjectNode entry : entries) {
            String name = entry.path("name").asText();
            if (!name.contains("/")) {
                Map<String, ObjectNode> subresources = new LinkedHashMap<>();
                entries.stream()
                        .filter(other -> other.path("name").asText().startsWith(name + "/"))
                        .forEach(other ->
                                subresources.put(other.path("name").asText().substring(name.length() + 1), other));
                put(new ResourceType(
                        group,
                        version,
                        name,
                        entry.path("kind").asText(),
                        entry.path("namespaced").asBoolean(),
                        Json.texts(entry.path("verbs")),
                        subresources,
                        entry,
                        Json.MAPPER.missingNode(),
                        Json.MAPPER.missingNode(),
                        false));
            }
        }
    }

    private void put(ResourceType type) {
        types.put(key(type.group(), type.plural()), type);
    }

    private static String key(String group, String plural) {
        return group + "/" + plural;
    }

    /** Serves the types of a definition, at the version it stores. */
    public synchronized void define(JsonNode definition) {
        ResourceType type = CustomType.of(definition);
        put(type);
        rebuildCustomDiscovery();
    }

    public synchronized void undefine(String group, String plural) {
        types.remove(key(group, plural));
        rebuildCustomDiscovery();
    }

    private void rebuildCustomDiscovery() {
        Set<String> custom = new LinkedHashSet<>();
        types.values().stream().filter(ResourceType::custom).forEach(type -> custom.add(type.apiVersion()));
        discovery.entrySet().removeIf(entry -> custom.contains(entry.getKey()) || ofRemovedType(entry.getValue()));
        for (String groupVersion : custom) {
            List<ObjectNode> entries = new ArrayList<>();
            types.values().stream()
                    .filter(type -> type.custom() && type.apiVersion().equals(groupVersion))
                    .forEach(type -> {
                        entries.add(type.discovery());
                        entries.addAll(type.subresources().values());
                    });
            discovery.put(groupVersion, entries);
        }
    }

    private static boolean ofRemovedType(List<ObjectNode> entries) {
        return entries.stream().anyMatch(entry -> entry.path(CustomType.MARK).asBoolean());
    }

    public synchronized Optional<ResourceType> find(String group, String version, String plural) {
        return Optional.ofNullable(types.get(key(group, plural)))
                .filter(type -> type.version().equals(version));
    }

    public synchronized Optional<ResourceType> find(String group, String plural) {
        return Optional.ofNullable(types.get(key(group, plural)));
    }

    public ResourceType get(String group, String plural) {
        return find(group, plural).orElseThrow(() -> new IllegalArgumentException("no type " + plural + "." + group));
    }

    public synchronized Optional<ResourceType> byKind(String apiVersion, String kind) {
        return types.values().stream()
                .filter(type -> type.kind().equals(kind) && type.apiVersion().equals(apiVersion))
                .findFirst();
    }

    public synchronized Collection<ResourceType> all() {
        return List.copyOf(types.values());
    }

    public synchronized Set<String> groupVersions() {
        return new LinkedHashSet<>(discovery.keySet());
    }

    /** The resources of one group version, missing when it is not served. */
    public synchronized Optional<List<ObjectNode>> resources(String groupVersion) {
        return Optional.ofNullable(discovery.get(groupVersion))
                .map(entries -> entries.stream()
                        .map(entry -> {
                            ObjectNode copy = entry.deepCopy();
                            copy.remove(CustomType.MARK);
                            return copy;
                        })
                        .toList());
    }
}
