package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import java.util.concurrent.TimeUnit;

/** Keeps to {@code kubernetes.qps}: a burst of two seconds' worth, then evenly. */
final class Pacer {
    private static final double BURST_SECONDS = 2;

    private final double qps;
    private double tokens;
    private long last = System.nanoTime();

    Pacer(double qps) {
        this.qps = qps;
        this.tokens = Math.max(1, qps * BURST_SECONDS);
    }

    void await() throws ClusterException {
        long wait = take();
        if (wait > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClusterException(Why.TIMEOUT, "interrupted while keeping to kubernetes.qps", e);
            }
        }
    }

    private synchronized long take() {
        long now = System.nanoTime();
        tokens = Math.min(Math.max(1, qps * BURST_SECONDS), tokens + (now - last) * qps / 1e9);
        last = now;
        tokens -= 1;
        return tokens >= 0 ? 0 : (long) (-tokens / qps * 1e9);
    }
}
