package dev.midwatch.core.check;

import dev.midwatch.api.check.Metrics;
import java.time.Instant;
import java.util.function.Consumer;

/** Where checks get what a Prometheus measured. */
public interface MetricsSource {
    MetricsSource NONE = (now, missing) -> Metrics.NONE;

    /**
     * For one run of one check.
     *
     * @param now     the time of the cycle
     * @param missing hears why an answer did not come
     */
    Metrics open(Instant now, Consumer<String> missing);
}
