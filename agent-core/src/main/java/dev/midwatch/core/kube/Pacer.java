package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Keeps to so many times a second, as {@code kubernetes.qps}: a burst of two seconds' worth, then evenly. */
final class Pacer {
    private static final double BURST_SECONDS = 2;

    private final double qps;
    private double tokens;
    private final LongSupplier nanos;
    private long last;

    Pacer(double qps) {
        this(qps, System::nanoTime);
    }

    Pacer(double qps, LongSupplier nanos) {
        this.qps = qps;
        this.nanos = nanos;
        this.last = nanos.getAsLong();
        this.tokens = Math.max(1, qps * BURST_SECONDS);
    }

    void await() throws ClusterException {
        try {
            pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException(Why.TIMEOUT, "interrupted while keeping to kubernetes.qps", e);
        }
    }

    void pause() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(take());
    }

    /** Nanoseconds to wait before the next request. */
    synchronized long take() {
        long now = nanos.getAsLong();
        tokens = Math.min(Math.max(1, qps * BURST_SECONDS), tokens + (now - last) * qps / 1e9);
        last = now;
        tokens -= 1;
        return tokens >= 0 ? 0 : (long) (-tokens / qps * 1e9);
    }
}
