package dev.midwatch.core.kube;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ClusterReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What kubelets say in one cycle. Each is asked once; after a refusal, or when several in a row do not answer, no more of them are asked:
 * then it is the right or the way to them that is missing.
 */
final class Kubelets {
    private static final int MOST_SILENT = 4;

    private final ClusterReader live;
    private final Map<String, CompletableFuture<Json>> answers = new ConcurrentHashMap<>();
    private final Set<String> blind = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger silentInARow = new AtomicInteger();
    private volatile Optional<ClusterException> stop = Optional.empty();

    Kubelets(ClusterReader live) {
        this.live = live;
    }

    Json ask(String path) throws ClusterException {
        CompletableFuture<Json> mine = new CompletableFuture<>();
        CompletableFuture<Json> first = answers.putIfAbsent(path, mine);
        if (first != null) {
            return again(first);
        }
        try {
            Json answer = once(path);
            mine.complete(answer);
            return answer;
        } catch (ClusterException | RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static Json again(CompletableFuture<Json> first) throws ClusterException {
        try {
            return first.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ClusterException failed) {
                throw new ClusterException(failed.why(), failed.getMessage(), failed);
            }
            throw e;
        }
    }

    private Json once(String path) throws ClusterException {
        if (stop.isPresent()) {
            ClusterException why = stop.get();
            throw new ClusterException(why.why(), why.getMessage(), why);
        }
        try {
            Json answer = live.document(path);
            answered.incrementAndGet();
            silentInARow.set(0);
            return answer;
        } catch (ClusterException e) {
            blind.add(Listing.why(e));
            boolean refused = e.why() == Why.FORBIDDEN || e.why() == Why.UNAUTHORIZED;
            if (refused || silentInARow.incrementAndGet() >= MOST_SILENT) {
                stop = Optional.of(e);
            }
            throw e;
        }
    }

    /** What was seen and not seen of them, added to what a cycle knows. */
    Coverage addedTo(Coverage lists) {
        List<Coverage.LookedAt> lookedAt = new ArrayList<>(lists.lookedAt());
        if (answered.get() > 0) {
            lookedAt.add(new Coverage.LookedAt(StatsPath.RESOURCE, answered.get()));
        }
        List<Coverage.Blind> unseen = new ArrayList<>(lists.blind());
        blind.stream().sorted().forEach(why -> unseen.add(new Coverage.Blind(StatsPath.RESOURCE, "*", why)));
        return new Coverage(lookedAt, unseen, lists.absent());
    }
}
