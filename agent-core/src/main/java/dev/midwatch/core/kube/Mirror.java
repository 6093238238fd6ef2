package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.core.kube.Followed.Stream;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The cluster's lists, each followed by a watch from the first time somebody reads it until nobody has for hours. What cannot be followed
 * is listed as without a mirror. Secrets' values are dropped while parsing, as in lists.
 */
public final class Mirror implements AutoCloseable {
    /** A thread and a connection's stream each. */
    private static final int MOST_STREAMS = 120;
    /** So many of them are kept for what is urgent. */
    private static final int RESERVED = 40;

    /** Computed for whoever asks, there is nothing to watch. */
    private static final String METRICS = "metrics.k8s.io";

    private final ApiConnection api;
    private final Lists lists;
    private final List<Permission> needs;
    private final Set<ResourceType> urgent;
    private final SnapshotScope scope;
    private final MirrorTimes times;
    private final Map<Stream, Followed> followed = new ConcurrentHashMap<>();
    private final Map<Stream, Refused> refused = new ConcurrentHashMap<>();
    private final List<Consumer<ResourceType>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private record Refused(ClusterException why, long until) {}

    /**
     * How what is followed stands.
     *
     * @param age how long ago the server was last heard about it
     */
    public record Standing(ResourceType type, int objects, Duration age) {}

    /**
     * @param needs  whatever may be read of it: what is kept of an object is all the fields they declare
     * @param urgent the types that are followed also where there are too many streams for all
     */
    Mirror(
            ApiConnection api,
            Lists lists,
            Collection<Permission> needs,
            Set<ResourceType> urgent,
            SnapshotScope scope,
            MirrorTimes times) {
        this.api = api;
        this.lists = lists;
        this.needs = List.copyOf(needs);
        this.urgent = Set.copyOf(urgent);
        this.scope = scope;
        this.times = times;
    }

    /** Told of each change of what is kept, from the thread that reads of it: it must not wait. */
    public void onChange(Consumer<ResourceType> listener) {
        listeners.add(listener);
    }

    /** Whether it shows what such a snapshot is to show. */
    boolean shows(SnapshotScope other) {
        return !closed && scope.equals(other);
    }

    /** Lists for those who declared this. */
    Lists reading(Collection<Permission> declared) {
        return (type, namespace, fields, projection) -> covers(type, declared)
                ? read(new Stream(type, namespace, fields))
                : lists.list(type, namespace, fields, projection);
    }

    /** Lists of what is followed and true now, for those who declared this; nobody is asked for anything else. */
    Lists holding(Collection<Permission> declared) {
        return (type, namespace, fields, projection) -> {
            Stream stream = new Stream(type, namespace, fields);
            Refused before = refused.get(stream);
            // Who may not see all namespaces is asked which of them he may see: that is no look in passing.
            if (before != null && !(type.namespaced() && namespace.isEmpty())) {
                throw before.why();
            }
            Followed one = covers(type, declared) ? followed.get(stream) : null;
            Optional<Lists.Listed> held = one == null ? Optional.empty() : one.held();
            if (held.isEmpty()) {
                throw new ClusterException(Why.UNREACHABLE, stream + " is not followed now");
            }
            one.touch();
            return held.get();
        };
    }

    /** Whether what may be listed is then followed. */
    public static boolean follows(Permission permission) {
        return lists(permission, permission.type())
                && !permission.type().group().equals(METRICS);
    }

    private boolean covers(ResourceType type, Collection<Permission> declared) {
        List<Permission> some =
                declared.stream().filter(one -> lists(one, type)).toList();
        return !closed
                && !some.isEmpty()
                && needs.containsAll(some)
                && some.stream().allMatch(Mirror::follows);
    }

    private static boolean lists(Permission permission, ResourceType type) {
        return permission.verb() == Verb.LIST
                && permission.subresource().isEmpty()
                && permission.type().toString().equals(type.toString());
    }

    private Lists.Listed read(Stream stream) throws ClusterException {
        dropUnwanted();
        Refused before = refused.get(stream);
        if (before != null && System.nanoTime() - before.until() < 0) {
            throw before.why();
        }
        int room = urgent.contains(stream.type()) ? MOST_STREAMS : MOST_STREAMS - RESERVED;
        if (followed.size() >= room && !followed.containsKey(stream)) {
            return lists.list(stream.type(), stream.namespace(), stream.fields(), projection(stream));
        }
        try {
            Lists.Listed read = followed.computeIfAbsent(stream, this::follow).read();
            refused.remove(stream);
            return read;
        } catch (ClusterException e) {
            if (e.why() == Why.FORBIDDEN || e.why() == Why.NOT_INSTALLED) {
                refused.put(
                        stream,
                        new Refused(e, System.nanoTime() + times.refused().toNanos()));
                drop(stream);
            }
            throw e;
        }
    }

    private Followed follow(Stream stream) {
        return new Followed(
                stream,
                api,
                lists,
                projection(stream),
                times,
                () -> listeners.forEach(listener -> listener.accept(stream.type())));
    }

    private Projection projection(Stream stream) {
        return Projection.of(stream.type(), needs);
    }

    private void dropUnwanted() {
        followed.values().stream()
                .filter(Followed::isUnwanted)
                .map(Followed::stream)
                .toList()
                .forEach(this::drop);
        long longAgo = System.nanoTime() - times.unwanted().toNanos();
        refused.values().removeIf(one -> one.until() - longAgo < 0);
    }

    private void drop(Stream stream) {
        Optional.ofNullable(followed.remove(stream)).ifPresent(Followed::close);
    }

    /** Each type that is followed, in all its namespaces together. */
    public List<Standing> standings() {
        Map<ResourceType, Standing> all = new ConcurrentHashMap<>();
        followed.values().stream()
                .filter(Followed::isFollowed)
                .map(one -> new Standing(one.stream().type(), one.size(), one.age()))
                .forEach(one -> all.merge(one.type(), one, Mirror::together));
        return all.values().stream()
                .sorted(Comparator.comparing(one -> one.type().toString()))
                .toList();
    }

    /** Whether each type that is read is followed, in all its namespaces together. */
    public Map<ResourceType, Boolean> following() {
        Map<ResourceType, Boolean> all = new ConcurrentHashMap<>();
        followed.values().forEach(one -> all.merge(one.stream().type(), one.isFollowed(), Boolean::logicalAnd));
        return all;
    }

    private static Standing together(Standing one, Standing other) {
        Duration age = one.age().compareTo(other.age()) > 0 ? one.age() : other.age();
        return new Standing(one.type(), one.objects() + other.objects(), age);
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(followed.keySet()).forEach(this::drop);
    }
}
