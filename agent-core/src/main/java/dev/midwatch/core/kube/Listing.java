package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of listing one type.
 *
 * @param objects  all that can be seen
 * @param seen     the namespaces that were seen, where not all were; empty optional: everywhere
 * @param failure  why nothing, or not everything, was seen
 * @param absent   the cluster does not have the type
 * @param age      how old it may be; empty: it was asked for now
 */
record Listing(
        List<KubeObject> objects,
        Optional<Set<String>> seen,
        Optional<ClusterException> failure,
        List<Coverage.Blind> blind,
        boolean absent,
        Optional<Duration> age) {
    static Listing whole(List<KubeObject> objects, Optional<Duration> age) {
        return new Listing(objects, Optional.empty(), Optional.empty(), List.of(), false, age);
    }

    static Listing none() {
        return new Listing(List.of(), Optional.empty(), Optional.empty(), List.of(), true, Optional.empty());
    }

    static Listing failed(String resource, ClusterException failure) {
        return new Listing(
                List.of(),
                Optional.of(Set.of()),
                Optional.of(failure),
                List.of(new Coverage.Blind(resource, "*", why(failure))),
                false,
                Optional.empty());
    }

    /** Some namespaces were seen. */
    static Listing partial(
            List<KubeObject> objects, Set<String> seen, List<Coverage.Blind> blind, Optional<Duration> age) {
        return new Listing(objects, Optional.of(seen), Optional.empty(), blind, false, age);
    }

    boolean sees(String namespace) {
        return seen.isEmpty() || seen.get().contains(namespace);
    }

    static String why(ClusterException failure) {
        return failure.why().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Coverage coverage(List<Map.Entry<String, Listing>> listings) {
        List<Coverage.LookedAt> lookedAt = new ArrayList<>();
        List<Coverage.Blind> blind = new ArrayList<>();
        List<Coverage.Absent> absent = new ArrayList<>();
        listings.forEach(entry -> {
            Listing listing = entry.getValue();
            if (listing.absent()) {
                absent.add(new Coverage.Absent(entry.getKey()));
            } else if (listing.failure().isEmpty()) {
                lookedAt.add(
                        new Coverage.LookedAt(entry.getKey(), listing.objects().size(), listing.age()));
            }
            blind.addAll(listing.blind());
        });
        return new Coverage(lookedAt, blind.stream().distinct().toList(), absent);
    }
}
