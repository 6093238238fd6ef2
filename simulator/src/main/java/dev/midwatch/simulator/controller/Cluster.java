package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.admission.Defaults;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.object.Names;
import dev.midwatch.simulator.resource.Catalog;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.store.ObjectQuery;
import dev.midwatch.simulator.store.ObjectStore;
import dev.midwatch.simulator.store.Stored;
import dev.midwatch.simulator.verb.Create;
import dev.midwatch.simulator.verb.Delete;
import dev.midwatch.simulator.verb.DeleteOptions;
import dev.midwatch.simulator.verb.Update;
import dev.midwatch.simulator.verb.Write;
import dev.midwatch.simulator.verb.WriteOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The objects of the cluster as controllers read and write them. Trees that are read must not be changed. */
public final class Cluster {
    private final Write write;
    private final Create create;
    private final Update update;
    private final Delete delete;
    private final Map<String, Read> cache = new HashMap<>();
    /** The types that the reconciler at work has asked for; between two of them nobody looks at it. */
    private Set<ResourceType> noted = new HashSet<>();

    private record Read(long revision, ObjectNode tree) {}

    public Cluster(Write write) {
        this.write = write;
        this.create = new Create(write);
        this.update = new Update(write, create);
        this.delete = new Delete(write);
    }

    public ObjectStore store() {
        return write.store();
    }

    public Catalog catalog() {
        return write.catalog();
    }

    public Names names() {
        return write.names();
    }

    public Instant now() {
        return write.clock().instant();
    }

    public ResourceType type(String group, String plural) {
        return catalog().get(group, plural);
    }

    /** Does work and notes of which types it asked. Holds the store's lock meanwhile. */
    <T> T noting(Set<ResourceType> types, Supplier<T> work) {
        return store().locked(() -> {
            Set<ResourceType> before = noted;
            noted = types;
            try {
                return work.get();
            } finally {
                noted = before;
            }
        });
    }

    /** Whether there is an object of a type. */
    boolean hasAny(ResourceType type) {
        return store().locked(() -> {
            noted.add(type);
            return store().count(type) > 0;
        });
    }

    /** Every object of a type, in a namespace or ("") in all of them. */
    public List<ObjectNode> list(String group, String plural, String namespace) {
        Optional<ResourceType> type = catalog().find(group, plural);
        if (type.isEmpty()) {
            return List.of();
        }
        return store().locked(() -> {
            noted.add(type.get());
            List<ObjectNode> found = new ArrayList<>();
            for (Stored stored : store().list(ObjectQuery.in(type.get(), namespace))) {
                found.add(read(stored));
            }
            return found;
        });
    }

    public Optional<ObjectNode> find(String group, String plural, String namespace, String name) {
        return store().locked(() -> catalog()
                .find(group, plural)
                .flatMap(type -> {
                    noted.add(type);
                    return store().find(type, namespace, name);
                })
                .map(this::read));
    }

    private ObjectNode read(Stored stored) {
        String key = stored.type() + "/" + stored.key();
        Read cached = cache.get(key);
        if (cached == null || cached.revision != stored.revision()) {
            cached = new Read(stored.revision(), stored.tree());
            cache.put(key, cached);
        }
        return cached.tree;
    }

    /** As a client of the API would make it. */
    public ObjectNode create(ObjectNode object, String manager) {
        ResourceType type = typeOf(object);
        return create.create(type, Meta.namespace(object), object, WriteOptions.by(manager));
    }

    public ResourceType typeOf(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        return catalog()
                .byKind(apiVersion, kind)
                .orElseThrow(() -> new IllegalArgumentException("no such kind: " + apiVersion + " " + kind));
    }

    /**
     * Puts an object as it is: status included, times kept when given. This is how a cluster comes to the state it starts
     * from.
     */
    public ObjectNode load(ObjectNode given) {
        ResourceType type = typeOf(given);
        ObjectNode object = given.deepCopy();
        ObjectNode metadata = Meta.of(object);
        if (type.namespaced() && Meta.namespace(object).isEmpty()) {
            metadata.put("namespace", "default");
        }
        Defaults.apply(type, object);
        Json.setIfMissing(metadata, "uid", names().uid());
        Json.setIfMissing(metadata, "creationTimestamp", Meta.time(now()));
        Json.setIfMissing(metadata, "generation", 1);
        create.assign(type, object);
        store().put(type, object);
        return object;
    }

    /** Changes a live object; an object that is gone stays gone, and no change is no write. */
    public boolean change(String group, String plural, String namespace, String name, Consumer<ObjectNode> change) {
        ResourceType type = type(group, plural);
        return store().locked(() -> {
            noted.add(type);
            Optional<Stored> stored = store().find(type, namespace, name);
            if (stored.isEmpty()) {
                return false;
            }
            ObjectNode before = read(stored.get());
            ObjectNode tree = before.deepCopy();
            change.accept(tree);
            if (Json.same(tree, before)) {
                return false;
            }
            store().put(type, tree);
            return true;
        });
    }

    /** Changes what somebody wants (spec, labels, annotations), as a client's update does. */
    public void edit(String group, String plural, String namespace, String name, Consumer<ObjectNode> change) {
        store().locked(() -> {
            ResourceType type = type(group, plural);
            Stored stored =
                    store().find(type, namespace, name).orElseThrow(() -> ApiError.notFound(group, plural, name));
            ObjectNode tree = stored.tree();
            change.accept(tree);
            return update.replace(
                    new Update.Target(type, namespace, name, false), tree, WriteOptions.by("kube-controller-manager"));
        });
    }

    public Update update() {
        return update;
    }

    public void delete(String group, String plural, String namespace, String name, DeleteOptions options) {
        ResourceType type = type(group, plural);
        store().locked(() ->
                store().find(type, namespace, name).isEmpty() ? null : delete.delete(type, namespace, name, options));
    }

    /** Removes at once, whatever finalizers say. */
    public void remove(String group, String plural, String namespace, String name) {
        store().remove(type(group, plural), namespace, name);
        cache.remove(type(group, plural) + "/" + namespace + "/" + name);
    }
}
