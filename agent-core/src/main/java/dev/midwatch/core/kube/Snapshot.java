package dev.midwatch.core.kube;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.CertificateEnds;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.LogQuery;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The cluster as one cycle sees it: each type is listed at most once, however many checks ask, and everybody who asks meanwhile waits for
 * that one list. What could not be listed is remembered as a gap. Logs and single objects are read live.
 */
public final class Snapshot implements ClusterReader {
    private final ClusterReader live;
    private final SnapshotLoader loader;
    private final Collection<Permission> needs;
    private final Map<Key, CompletableFuture<Listing>> listings = new ConcurrentHashMap<>();

    private final Kubelets kubelets;

    private record Key(ResourceType type, String fields) {}

    Snapshot(ClusterReader live, SnapshotLoader loader, Collection<Permission> needs) {
        this.live = live;
        this.loader = loader;
        this.needs = List.copyOf(needs);
        this.kubelets = new Kubelets(live);
    }

    @Override
    public List<KubeObject> list(ListQuery query) throws ClusterException {
        Listing listing = listing(query.type(), query.fields());
        if (listing.failure().isPresent()) {
            ClusterException failure = listing.failure().get();
            throw new ClusterException(failure.why(), failure.getMessage(), failure);
        }
        if (query.namespace().isEmpty() && query.labels().isEmpty()) {
            return listing.objects();
        }
        Predicate<Map<String, String>> labels = labels(query);
        return listing.objects().stream()
                .filter(object ->
                        query.namespace().isEmpty() || object.namespace().equals(query.namespace()))
                .filter(object -> labels.test(object.labels()))
                .toList();
    }

    private static Predicate<Map<String, String>> labels(ListQuery query) throws ClusterException {
        try {
            return Selectors.parse(query.labels());
        } catch (IllegalArgumentException e) {
            throw new ClusterException(Why.INVALID, e.getMessage(), e);
        }
    }

    @Override
    public boolean sees(ResourceType type, String namespace) {
        return loader.covers(type, namespace) && listing(type, "").sees(namespace);
    }

    private Listing listing(ResourceType type, String fields) {
        CompletableFuture<Listing> mine = new CompletableFuture<>();
        CompletableFuture<Listing> first = listings.putIfAbsent(new Key(type, fields), mine);
        if (first != null) {
            return first.join();
        }
        try {
            mine.complete(loader.load(type, fields, Projection.of(type, needs)));
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        }
        return mine.join();
    }

    /** The objects among these that were listed already; nothing is read for it. */
    public List<KubeObject> held(Collection<ObjectRef> wanted) {
        Set<String> keys = wanted.stream().map(ObjectRef::key).collect(Collectors.toSet());
        Set<String> kinds = wanted.stream().map(ObjectRef::kind).collect(Collectors.toSet());
        List<KubeObject> held = new ArrayList<>();
        done().forEach((key, listing) -> {
            if (kinds.contains(key.type().kind())) {
                listing.objects().stream()
                        .filter(object -> keys.contains(object.ref().key()))
                        .forEach(held::add);
            }
        });
        return held;
    }

    /** What was looked at until now, and what could not be seen. */
    public Coverage coverage() {
        return kubelets.addedTo(Listing.coverage(done().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().type().toString()))
                .map(entry -> Map.entry(entry.getKey().type().toString(), entry.getValue()))
                .toList()));
    }

    private Map<Key, Listing> done() {
        return listings.entrySet().stream()
                .filter(entry -> entry.getValue().isDone() && !entry.getValue().isCompletedExceptionally())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().join()));
    }

    @Override
    public Optional<KubeObject> find(ResourceType type, String namespace, String name) throws ClusterException {
        return live.find(type, namespace, name);
    }

    @Override
    public String logs(LogQuery query) throws ClusterException {
        return live.logs(query);
    }

    @Override
    public Table table(ListQuery query) throws ClusterException {
        return live.table(query);
    }

    @Override
    public boolean allowed(Permission permission, String namespace) throws ClusterException {
        return live.allowed(permission, namespace);
    }

    @Override
    public CertificateEnds certificates() throws ClusterException {
        return live.certificates();
    }

    @Override
    public Json document(String path) throws ClusterException {
        return StatsPath.is(path) ? kubelets.ask(path) : live.document(path);
    }
}
