package dev.midwatch.core.watch;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.kube.AccessReview;
import dev.midwatch.core.kube.Rights;
import dev.midwatch.core.kube.SnapshotScope;
import dev.midwatch.core.tool.Access;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API server's answer to what tools need. One review of the rules for each namespace answers for all tools, and is asked for anew
 * after a minute; where the rules are not the whole truth each permission is asked for by itself. What cannot be asked is not granted.
 */
public final class ClusterAccess implements Access {
    private static final Logger log = LoggerFactory.getLogger(ClusterAccess.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final AccessReview review;
    private final SnapshotScope scope;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Instant asked, Rights rights) {}

    /** @param scope where it is to be granted: in each of its namespaces, or in all where it names none */
    public ClusterAccess(AccessReview review, SnapshotScope scope, InstantSource clock) {
        this.review = review;
        this.scope = scope;
        this.clock = clock;
    }

    @Override
    public boolean granted(Permission permission) {
        return refusal(permission).isEmpty();
    }

    @Override
    public Optional<String> refusal(Permission permission) {
        List<String> where = permission.type().namespaced() ? scope.asked() : List.of("");
        try {
            for (String namespace : where) {
                if (!granted(permission, namespace)) {
                    return Optional.of(permission + place(permission, namespace));
                }
            }
            return Optional.empty();
        } catch (ClusterException cannotAsk) {
            log.warn("whether one may {} cannot be asked: {}", permission, cannotAsk.getMessage());
            return Optional.of(permission + ", which could not be asked (" + cannotAsk.why() + ")");
        }
    }

    private static String place(Permission permission, String namespace) {
        if (!permission.type().namespaced()) {
            return "";
        }
        return namespace.isEmpty() ? " in all namespaces" : " in " + namespace;
    }

    private boolean granted(Permission permission, String namespace) throws ClusterException {
        Rights rights = rights(namespace);
        return rights.complete() ? rights.grants(permission) : review.allowed(permission, namespace);
    }

    private Rights rights(String namespace) throws ClusterException {
        Known before = known.get(namespace);
        Instant now = clock.instant();
        if (before != null && now.isBefore(before.asked().plus(FRESH))) {
            return before.rights();
        }
        Rights rights = ask(namespace);
        known.put(namespace, new Known(now, rights));
        return rights;
    }

    /** A server that does not give the rules to this identity may still answer one question at a time. */
    private Rights ask(String namespace) throws ClusterException {
        try {
            return review.rights(namespace);
        } catch (ClusterException notGiven) {
            if (Set.of(Why.FORBIDDEN, Why.NOT_FOUND, Why.NOT_INSTALLED).contains(notGiven.why())) {
                return new Rights(List.of(), List.of(), false);
            }
            throw notGiven;
        }
    }
}
