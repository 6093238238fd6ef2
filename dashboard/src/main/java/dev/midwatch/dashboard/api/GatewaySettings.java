package dev.midwatch.dashboard.api;

import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.signin.ApiKey;
import java.util.List;
import java.util.Objects;

/**
 * Where the gateway's API listens and who may ask it.
 *
 * @param keys        of programs; without any only this machine is answered
 * @param openMetrics whether {@code /metrics} is answered without a key
 */
public record GatewaySettings(HttpSettings http, List<ApiKey> keys, boolean openMetrics) {
    public GatewaySettings {
        Objects.requireNonNull(http, "http");
        keys = List.copyOf(keys);
    }
}
