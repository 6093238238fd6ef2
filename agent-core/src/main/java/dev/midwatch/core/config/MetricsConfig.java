package dev.midwatch.core.config;

/** Metrics for Prometheus. */
public record MetricsConfig(
        @Description("Whether /metrics is answered without a key.") @Key("public")
        boolean open) {
    static MetricsConfig defaults() {
        return new MetricsConfig(false);
    }
}
