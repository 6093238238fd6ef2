package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lists a type for a snapshot: everywhere if that is allowed, else in each namespace where it is. A type the cluster does not have is
 * told apart from one that cannot be seen.
 */
final class SnapshotLoader {
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
    private static final int MOST_NAMESPACES = 200;
    /** As many lists as are read at the same time. */
    private static final int MOST_TIMEOUTS = 4;

    private final ListReader lists;
    private final AccessReview access;
    private final SnapshotScope scope;
    private final Optional<String> ownNamespace;
    private final AtomicInteger timeoutsInARow = new AtomicInteger();
    private List<String> candidates;

    SnapshotLoader(ListReader lists, AccessReview access, SnapshotScope scope, Optional<String> ownNamespace) {
        this.lists = lists;
        this.access = access;
        this.scope = scope;
        this.ownNamespace = ownNamespace;
    }

    Listing load(ResourceType type, String fields, Projection projection) {
        if (type.namespaced() && !scope.namespaces().isEmpty()) {
            return each(type, fields, projection, scope.namespaces(), Optional.empty());
        }
        try {
            List<KubeObject> all = list(type, "", fields, projection);
            return Listing.whole(type.namespaced() ? inScope(all) : List.copyOf(all));
        } catch (ClusterException e) {
            if (e.why() == Why.NOT_INSTALLED) {
                return Listing.none();
            }
            boolean elsewhere = e.why() == Why.FORBIDDEN && type.namespaced();
            return elsewhere
                    ? each(type, fields, projection, candidates(), Optional.of(e))
                    : Listing.failed(type.toString(), e);
        }
    }

    /** A server that answered none of the last lists in time is not waited for again in this cycle. */
    private List<KubeObject> list(ResourceType type, String namespace, String fields, Projection projection)
            throws ClusterException {
        if (timeoutsInARow.get() >= MOST_TIMEOUTS) {
            throw new ClusterException(
                    Why.TIMEOUT,
                    "%s were not asked for: the server answered none of %d lists in time"
                            .formatted(type, MOST_TIMEOUTS));
        }
        try {
            List<KubeObject> all = lists.list(type, namespace, "", fields, projection);
            timeoutsInARow.set(0);
            return all;
        } catch (ClusterException e) {
            timeoutsInARow.updateAndGet(before -> e.why() == Why.TIMEOUT ? before + 1 : 0);
            throw e;
        }
    }

    private List<KubeObject> inScope(List<KubeObject> all) {
        return scope.excluded().isEmpty()
                ? List.copyOf(all)
                : all.stream()
                        .filter(object -> scope.covers(object.namespace()))
                        .toList();
    }

    /** @param everywhere why all namespaces at once could not be listed, if that was tried */
    private Listing each(
            ResourceType type,
            String fields,
            Projection projection,
            List<String> namespaces,
            Optional<ClusterException> everywhere) {
        List<KubeObject> objects = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        List<Coverage.Blind> blind = new ArrayList<>();
        ClusterException last = everywhere.orElse(null);
        for (String namespace : namespaces) {
            if (!scope.covers(namespace)) {
                continue;
            }
            try {
                objects.addAll(list(type, namespace, fields, projection));
                seen.add(namespace);
            } catch (ClusterException e) {
                if (e.why() == Why.NOT_INSTALLED) {
                    return Listing.none();
                }
                last = e;
                if (everywhere.isEmpty() || e.why() != Why.FORBIDDEN) {
                    blind.add(new Coverage.Blind(type.toString(), namespace, Listing.why(e)));
                }
            }
        }
        if (seen.isEmpty() && last != null) {
            return Listing.failed(type.toString(), everywhere.orElse(last));
        }
        everywhere.ifPresent(e ->
                blind.add(new Coverage.Blind(type.toString(), Coverage.allExcept(List.copyOf(seen)), Listing.why(e))));
        return Listing.partial(List.copyOf(objects), seen, blind);
    }

    /** Where something may be visible when not everything is: our own namespaces, then every namespace if those can be listed. */
    private synchronized List<String> candidates() {
        if (candidates == null) {
            Set<String> all = new LinkedHashSet<>();
            ownNamespace.ifPresent(all::add);
            try {
                String user = access.user();
                if (user.startsWith(SERVICE_ACCOUNT)) {
                    all.add(user.substring(SERVICE_ACCOUNT.length()).split(":")[0]);
                }
                lists
                        .list(ResourceType.NAMESPACES, "", "", "", Projection.of(ResourceType.NAMESPACES, List.of()))
                        .stream()
                        .limit(MOST_NAMESPACES)
                        .forEach(namespace -> all.add(namespace.name()));
            } catch (ClusterException alsoForbidden) {
                // The namespaces known so far have to do; the gap itself is in the coverage.
                candidates = List.copyOf(all);
            }
            candidates = List.copyOf(all);
        }
        return candidates;
    }
}
