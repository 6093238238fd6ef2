package dev.midwatch.core.kube;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often the API server was asked, and how much it answered. */
public final class RequestStats {
    /** Types are asked for by plugins and models; no cluster has so many, and what is counted must not grow without end. */
    private static final int MOST_RESOURCES = 200;

    private static final Set<String> DOCUMENTS =
            Set.of("/version", "/livez", "/readyz", "/healthz", "/api", "/apis", "/openapi/v2", "/openapi/v3");
    private static final int NO_ANSWER = 0;

    /**
     * One kind of request.
     *
     * @param resource as RBAC names it; {@code document} for a path that is none, {@code other} for what is one too many
     * @param code     the answer's HTTP status; 0 without an answer
     */
    public record Kind(String resource, String verb, int code) implements Comparable<Kind> {
        public boolean answered() {
            return code != NO_ANSWER;
        }

        @Override
        public int compareTo(Kind other) {
            return toString().compareTo(other.toString());
        }
    }

    private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();
    private final Set<String> resources = ConcurrentHashMap.newKeySet();
    private final LongAdder bytes = new LongAdder();

    void answered(String resource, String verb, int code) {
        counts.computeIfAbsent(new Kind(bounded(resource), verb, code), none -> new LongAdder())
                .increment();
    }

    void unanswered(String resource, String verb) {
        answered(resource, verb, NO_ANSWER);
    }

    private String bounded(String resource) {
        if (resource.startsWith("/")) {
            return DOCUMENTS.contains(resource) ? resource : "document";
        }
        boolean known = resources.contains(resource) || resources.size() < MOST_RESOURCES && resources.add(resource);
        return known ? resource : "other";
    }

    void read(long count) {
        bytes.add(count);
    }

    public long count() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Bytes of answers, uncompressed. */
    public long bytes() {
        return bytes.sum();
    }

    public Map<Kind, Long> byKind() {
        Map<Kind, Long> all = new TreeMap<>();
        counts.forEach((kind, count) -> all.put(kind, count.sum()));
        return all;
    }
}
