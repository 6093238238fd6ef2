package dev.midwatch.core.config;

import dev.midwatch.core.config.PeopleConfig.Rank;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The gateway's own HTTP API. */
public record ApiServerConfig(
        @Description("Whether the gateway answers on it.") boolean enabled,
        @Description("Of whoever may do everything.") Optional<Secret> key,

        @Description("More keys by name, each with its level.")
        Map<String, NamedKey> keys,

        @Description("Address it listens on; 0.0.0.0 for all.")
        String host,

        @Description("Port it listens on.") int port,

        @Description("Addresses or blocks (10.42.0.0/16) whose word about who asks is taken.")
        List<String> trustedProxies) {
    public record NamedKey(
            @Description("The key itself, for example ${ENV:MIDWATCH_KEY_CI}.")
            Secret key,

            @Description("What a program with it may do; viewer where nothing is said.")
            Rank level) {
        public NamedKey {
            InvalidValue.requirePresent("key", key, "for example ${ENV:MIDWATCH_KEY_CI}");
            level = level == null ? Rank.VIEWER : level;
        }
    }

    static ApiServerConfig defaults() {
        return new ApiServerConfig(false, Optional.empty(), Map.of(), "127.0.0.1", 8642, List.of());
    }

    public ApiServerConfig {
        Objects.requireNonNull(key, "key");
        keys = Map.copyOf(keys);
        InvalidValue.requirePresent("host", host, "for example 127.0.0.1");
        InvalidValue.requirePort("port", port);
        trustedProxies = List.copyOf(trustedProxies);
    }
}
