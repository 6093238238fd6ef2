package dev.midwatch.core.config;

/**
 * Metrics for Prometheus.
 *
 * @param open whether {@code /metrics} is answered without a key
 */
public record MetricsConfig(@Key("public") boolean open) {
    static MetricsConfig defaults() {
        return new MetricsConfig(false);
    }
}
