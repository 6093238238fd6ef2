package dev.midwatch.core.kube;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often the API server was asked, and how much it answered. */
public final class RequestStats {
    /** One kind of request. */
    public record Kind(String resource, String verb, int code) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            return toString().compareTo(other.toString());
        }
    }

    private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();
    private final LongAdder bytes = new LongAdder();

    void answered(String resource, String verb, int code) {
        counts.computeIfAbsent(new Kind(resource, verb, code), none -> new LongAdder())
                .increment();
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
