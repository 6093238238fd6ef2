package dev.midwatch.core.config;

import dev.midwatch.core.config.PeopleConfig.Rank;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The gateway's own HTTP API.
 *
 * @param key            of whoever may do everything
 * @param keys           more keys by name, each with its level
 * @param trustedProxies addresses or blocks whose word about who asks is taken
 */
public record ApiServerConfig(
        boolean enabled,
        Optional<Secret> key,
        Map<String, NamedKey> keys,
        String host,
        int port,
        List<String> trustedProxies) {
    /** @param level what a program with it may do; absent: look */
    public record NamedKey(Secret key, Rank level) {
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
