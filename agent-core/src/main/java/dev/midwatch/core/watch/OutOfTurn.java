package dev.midwatch.core.watch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How often a job may run before its time: not twice within seconds, and not all the time however much goes wrong. */
final class OutOfTurn {
    static final Duration APART = Duration.ofSeconds(10);
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final int MOST = 6;

    private final LongSupplier nanos;
    private final Map<String, Deque<Long>> runs = new HashMap<>();

    OutOfTurn(LongSupplier nanos) {
        this.nanos = nanos;
    }

    boolean allowed(String job) {
        Deque<Long> last = last(job);
        boolean apart = last.isEmpty() || nanos.getAsLong() - last.peekLast() >= APART.toNanos();
        return apart && last.size() < MOST;
    }

    void ran(String job) {
        last(job).add(nanos.getAsLong());
    }

    private Deque<Long> last(String job) {
        Deque<Long> last = runs.computeIfAbsent(job, none -> new ArrayDeque<>());
        while (!last.isEmpty() && nanos.getAsLong() - last.peekFirst() >= WINDOW.toNanos()) {
            last.removeFirst();
        }
        return last;
    }
}
