package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A connection to one cluster. */
public final class Cluster implements AutoCloseable {
    private static final int LISTS_AT_ONCE = 4;

    private final ApiConnection api;
    private final RequestStats stats;
    private final Contact contact;
    private final ListReader lists;
    private final Discovery discovery;
    private final AccessReview access;
    private final LiveReader live;
    private final SnapshotScope scope;
    private final Optional<String> ownNamespace;
    private final String description;
    private volatile Optional<Mirror> mirror = Optional.empty();

    private Cluster(ClusterSource source, ClusterSettings settings, InstantSource clock) {
        this.stats = new RequestStats();
        this.contact = new Contact(clock);
        this.api = new ApiConnection(source.client(), settings.deadline(), settings.qps(), stats, contact);
        this.lists = new ListReader(api, settings.pageSize());
        this.discovery = new Discovery(api);
        this.access = new AccessReview(api);
        this.live = new LiveReader(api, lists, access);
        this.scope = settings.scope();
        this.ownNamespace = source.namespace();
        this.description = source.description();
    }

    /**
     * Finds the cluster; nothing is sent yet.
     *
     * @throws NoClusterException if there is none, or its kubeconfig cannot be used
     */
    public static Cluster connect(ClusterSettings settings) {
        return connect(settings, Clock.systemUTC());
    }

    /**
     * The same, by a clock of one's own.
     *
     * @param clock says when the server was heard
     */
    public static Cluster connect(ClusterSettings settings, InstantSource clock) {
        return new Cluster(ClusterSource.find(settings), settings, clock);
    }

    public String server() {
        return api.server();
    }

    /** Where its address and credentials come from. */
    public String description() {
        return description;
    }

    /** The server's version; the cheapest way to learn whether it answers. */
    public String version() throws ClusterException {
        return live.document("/version").get("gitVersion").text();
    }

    /** Reads of the cluster as it is now. */
    public ClusterReader live() {
        return live;
    }

    public AccessReview access() {
        return access;
    }

    /** For the gate alone. */
    public ClusterWriter writer() {
        return new ClusterWriter(api, scope);
    }

    public RequestStats requests() {
        return stats;
    }

    /** Whether the server is heard. */
    public Contact contact() {
        return contact;
    }

    /**
     * Follows the cluster from now on: snapshots of that scope then read memory.
     *
     * @param needs  everything that may be asked of them
     * @param urgent the types that come first where not all can be followed
     */
    public Mirror follow(Collection<Permission> needs, Set<ResourceType> urgent, SnapshotScope within) {
        return follow(needs, urgent, within, MirrorTimes.DEFAULTS);
    }

    Mirror follow(Collection<Permission> needs, Set<ResourceType> urgent, SnapshotScope within, MirrorTimes times) {
        Mirror begun = new Mirror(api, lists, needs, urgent, within, times);
        mirror.ifPresent(Mirror::close);
        mirror = Optional.of(begun);
        return begun;
    }

    /** What is followed; empty if nothing is. */
    public Optional<Mirror> mirror() {
        return mirror;
    }

    /**
     * The cluster for one cycle. The lists that will surely be asked for are read at once, a few at the same time.
     *
     * @param needs everything the cycle's checks declared
     */
    public Snapshot snapshot(Collection<Permission> needs, SnapshotScope scope) {
        Lists source = mirror.filter(one -> one.shows(scope))
                .map(one -> one.reading(needs))
                .orElse(lists);
        Snapshot snapshot =
                new Snapshot(live, new SnapshotLoader(source, discovery::lacks, access, scope, ownNamespace), needs);
        prefetch(snapshot, needs);
        return snapshot;
    }

    /** What is followed of the cluster and is true now; the rest is a gap. Empty if nothing of that scope is followed. */
    public Optional<Snapshot> held(Collection<Permission> needs, SnapshotScope scope) {
        Optional<Snapshot> held = mirror.filter(one -> one.shows(scope))
                .map(one -> new SnapshotLoader(one.holding(needs), discovery::lacked, access, scope, ownNamespace))
                .map(loader -> new Snapshot(live, loader, needs));
        held.ifPresent(snapshot -> types(needs).forEach(type -> touch(snapshot, type)));
        return held;
    }

    private static Set<ResourceType> types(Collection<Permission> needs) {
        return needs.stream()
                .filter(one -> one.verb() == Verb.LIST && one.subresource().isEmpty() && !one.onDemand())
                // The longest list first, or the others wait for it at the end.
                .sorted(Comparator.comparing(one -> !one.type().equals(ResourceType.PODS)))
                // Events are asked for by field selector; the plain list would be a second one.
                .filter(one -> !one.type().equals(ResourceType.EVENTS))
                .map(Permission::type)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void prefetch(Snapshot snapshot, Collection<Permission> needs) {
        ExecutorService pool = Executors.newFixedThreadPool(LISTS_AT_ONCE, task -> {
            Thread thread = new Thread(task, "snapshot");
            thread.setDaemon(true);
            return thread;
        });
        try {
            pool.invokeAll(types(needs).stream()
                    .map(type -> Executors.callable(() -> touch(snapshot, type)))
                    .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pool.shutdownNow();
        }
    }

    private static void touch(Snapshot snapshot, ResourceType type) {
        try {
            snapshot.list(ListQuery.of(type));
        } catch (ClusterException gap) {
            // The snapshot remembers it; the check that asks is told.
            return;
        }
    }

    @Override
    public void close() {
        mirror.ifPresent(Mirror::close);
        api.close();
    }
}
