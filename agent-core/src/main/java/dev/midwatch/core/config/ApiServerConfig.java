package dev.midwatch.core.config;

import java.util.Objects;
import java.util.Optional;

/** The gateway's own HTTP API. */
public record ApiServerConfig(boolean enabled, Optional<Secret> key, String host, int port) {
    static ApiServerConfig defaults() {
        return new ApiServerConfig(false, Optional.empty(), "127.0.0.1", 8642);
    }

    public ApiServerConfig {
        Objects.requireNonNull(key, "key");
        InvalidValue.requirePresent("host", host, "for example 127.0.0.1");
        InvalidValue.requirePort("port", port);
    }
}
