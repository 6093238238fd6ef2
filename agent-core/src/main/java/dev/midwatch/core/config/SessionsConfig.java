package dev.midwatch.core.config;

/** How long conversations are kept. */
public record SessionsConfig(
        @Description("Whether old ones are taken away.") boolean autoPrune,
        @Description("Days after which they are old.") int retentionDays) {
    static SessionsConfig defaults() {
        return new SessionsConfig(true, 90);
    }

    public SessionsConfig {
        InvalidValue.requireAtLeast("retention_days", retentionDays, 1);
    }
}
