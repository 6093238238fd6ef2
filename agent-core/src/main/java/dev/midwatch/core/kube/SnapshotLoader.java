package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.kube.Lists.Listed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Lists a type for a snapshot: everywhere if that is allowed, else in each namespace where it is. A type the cluster does not have is
 * told apart from one that cannot be seen.
 */
final class SnapshotLoader {
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
    private static final int MOST_NAMESPACES = 200;
    /** As many lists as are read at the same time. */
    private static final int MOST_TIMEOUTS = 4;

    private static final List<Permission> NAMES = List.of(Permission.list(ResourceType.NAMESPACES, "metadata.name"));

    private final Lists lists;
    private final Predicate<ResourceType> absent;
    private final AccessReview access;
    private final SnapshotScope scope;
    private final Optional<String> ownNamespace;
    private final AtomicInteger timeoutsInARow = new AtomicInteger();
    private List<String> candidates;

    /** @param absent whether it is certain that the cluster does not have a type */
    SnapshotLoader(
            Lists lists,
            Predicate<ResourceType> absent,
            AccessReview access,
            SnapshotScope scope,
            Optional<String> ownNamespace) {
        this.lists = lists;
        this.absent = absent;
        this.access = access;
        this.scope = scope;
        this.ownNamespace = ownNamespace;
    }

    /** Whether it is looked at at all: what was excluded is not, and then not everything is. */
    boolean covers(ResourceType type, String namespace) {
        return !type.namespaced()
                || (namespace.isEmpty()
                        ? scope.excluded().isEmpty()
                        : !scope.excluded().contains(namespace));
    }

    Listing load(ResourceType type, String fields, Projection projection) {
        if (absent.test(type)) {
            return Listing.none();
        }
        if (type.namespaced() && !scope.namespaces().isEmpty()) {
            return each(type, fields, projection, scope.namespaces(), Optional.empty());
        }
        try {
            Listed all = list(type, "", fields, projection);
            return Listing.whole(type.namespaced() ? inScope(all.objects()) : all.objects(), all.age());
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
    private Listed list(ResourceType type, String namespace, String fields, Projection projection)
            throws ClusterException {
        if (timeoutsInARow.get() >= MOST_TIMEOUTS) {
            throw new ClusterException(
                    Why.TIMEOUT,
                    "%s were not asked for: the server answered none of %d lists in time"
                            .formatted(type, MOST_TIMEOUTS));
        }
        try {
            Listed all = lists.list(type, namespace, fields, projection);
            timeoutsInARow.set(0);
            return all;
        } catch (ClusterException e) {
            timeoutsInARow.updateAndGet(before -> e.why() == Why.TIMEOUT ? before + 1 : 0);
            throw e;
        }
    }

    private List<KubeObject> inScope(List<KubeObject> all) {
        return scope.excluded().isEmpty()
                ? all
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
        Optional<Duration> age = Optional.empty();
        ClusterException last = everywhere.orElse(null);
        for (String namespace : namespaces) {
            if (!scope.covers(namespace)) {
                continue;
            }
            try {
                Listed one = list(type, namespace, fields, projection);
                objects.addAll(one.objects());
                age = older(age, one.age());
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
        return Listing.partial(List.copyOf(objects), seen, blind, age);
    }

    private static Optional<Duration> older(Optional<Duration> one, Optional<Duration> other) {
        return Stream.concat(one.stream(), other.stream()).max(Comparator.naturalOrder());
    }

    /** Where something may be visible when not everything is: our own namespaces, then every namespace if those can be listed. */
    private synchronized List<String> candidates() {
        if (candidates == null) {
            Set<String> all = new LinkedHashSet<>();
            ownNamespace.ifPresent(all::add);
            own().ifPresent(all::add);
            all.addAll(listed());
            candidates = List.copyOf(all);
        }
        return candidates;
    }

    private Optional<String> own() {
        try {
            String user = access.user();
            return user.startsWith(SERVICE_ACCOUNT)
                    ? Optional.of(user.substring(SERVICE_ACCOUNT.length()).split(":")[0])
                    : Optional.empty();
        } catch (ClusterException notTold) {
            // Servers before 1.28 do not say; the gap itself is in the coverage.
            return Optional.empty();
        }
    }

    private List<String> listed() {
        try {
            return lists
                    .list(ResourceType.NAMESPACES, "", "", Projection.of(ResourceType.NAMESPACES, NAMES))
                    .objects()
                    .stream()
                    .limit(MOST_NAMESPACES)
                    .map(KubeObject::name)
                    .toList();
        } catch (ClusterException alsoForbidden) {
            // The namespaces known so far have to do; the gap itself is in the coverage.
            return List.of();
        }
    }
}
