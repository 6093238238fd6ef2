package dev.midwatch.simulator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.resource.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** All objects of the cluster. One lock guards them; read-modify-write goes through {@link #locked}. */
public final class ObjectStore {
    private final Map<ResourceType, NavigableMap<String, Stored>> objects = new ConcurrentHashMap<>();
    private final History history = new History(20_000);
    private final List<Runnable> listeners = new ArrayList<>();
    private final Map<ResourceType, Long> revisions = new HashMap<>();
    private long revision = 1;

    public synchronized <T> T locked(Supplier<T> work) {
        return work.get();
    }

    /** Runs after each change, inside the lock: keep it short. */
    public synchronized void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public History history() {
        return history;
    }

    public synchronized long revision() {
        return revision;
    }

    /** Of the newest change to an object of a type. */
    public synchronized long revision(ResourceType type) {
        return revisions.getOrDefault(type, 0L);
    }

    public synchronized Optional<Stored> find(ResourceType type, String namespace, String name) {
        return Optional.ofNullable(map(type).get(namespace + "/" + name));
    }

    /** In the order the real server lists: by namespace, then by name. */
    public synchronized List<Stored> list(ObjectQuery query) {
        NavigableMap<String, Stored> all = map(query.type());
        NavigableMap<String, Stored> range = query.namespace().isEmpty()
                ? all
                : all.subMap(query.namespace() + "/", true, query.namespace() + "0", false);
        List<Stored> found = new ArrayList<>(query.labels().isEverything() ? range.size() : 16);
        for (Stored object : range.values()) {
            if (query.matches(object)) {
                found.add(object);
            }
        }
        return found;
    }

    public synchronized int count(ResourceType type) {
        return map(type).size();
    }

    /** Writes an object under its metadata's name with the next resource version, which is put into the tree too. */
    public synchronized Stored put(ResourceType type, ObjectNode object) {
        Stored before = map(type).get(Meta.namespace(object) + "/" + Meta.name(object));
        Stored after = stored(type, object);
        map(type).put(after.key(), after);
        record(new Change(before == null ? Change.Kind.ADDED : Change.Kind.MODIFIED, before, after));
        return after;
    }

    public synchronized Optional<Stored> remove(ResourceType type, String namespace, String name) {
        Stored before = map(type).remove(namespace + "/" + name);
        if (before == null) {
            return Optional.empty();
        }
        Stored last = stored(type, before.tree());
        record(new Change(Change.Kind.DELETED, before, last));
        return Optional.of(last);
    }

    /** Loads many objects at once without history: the state a cluster starts from. */
    public synchronized void load(ResourceType type, Iterable<ObjectNode> loaded) {
        NavigableMap<String, Stored> all = map(type);
        for (ObjectNode object : loaded) {
            Stored stored = stored(type, object);
            all.put(stored.key(), stored);
        }
        history.compact(revision);
    }

    private Stored stored(ResourceType type, ObjectNode object) {
        revision++;
        revisions.put(type, revision);
        Meta.of(object).put("resourceVersion", Long.toString(revision));
        Map<String, String> labels = Meta.labels(object);
        return new Stored(
                type,
                Meta.namespace(object).intern(),
                Meta.name(object),
                Meta.uid(object),
                revision,
                labels.isEmpty() ? Map.of() : Map.copyOf(labels),
                Fields.of(type, object),
                Json.bytes(object));
    }

    private void record(Change change) {
        history.add(change);
        listeners.forEach(Runnable::run);
    }

    private NavigableMap<String, Stored> map(ResourceType type) {
        return objects.computeIfAbsent(type, any -> new TreeMap<>());
    }
}
