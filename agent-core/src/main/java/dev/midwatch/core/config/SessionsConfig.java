package dev.midwatch.core.config;

/** How long conversations are kept. */
public record SessionsConfig(boolean autoPrune, int retentionDays) {
    static SessionsConfig defaults() {
        return new SessionsConfig(true, 90);
    }

    public SessionsConfig {
        InvalidValue.requireAtLeast("retention_days", retentionDays, 1);
    }
}
