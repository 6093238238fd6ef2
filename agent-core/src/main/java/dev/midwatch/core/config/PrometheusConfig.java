package dev.midwatch.core.config;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** A Prometheus, or what speaks like one, whose measurements are better evidence than the cluster's own. Without an address there is none. */
public record PrometheusConfig(
        @Description("Below which api/v1/query is answered.")
        Optional<URI> url,

        @Description("Goes out as bearer token.") Optional<Secret> token,

        @Description("Goes out with the password where there is no token.")
        Optional<String> username,

        @Description("Goes out with the username.") Optional<Secret> password) {
    static PrometheusConfig defaults() {
        return new PrometheusConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public PrometheusConfig {
        Objects.requireNonNull(url, "url");
        url.ifPresent(address -> InvalidValue.requireHttp("url", address));
        if (url.isPresent() && url.get().getUserInfo() != null) {
            throw new InvalidValue("url", "holds a password", "say it as username and password");
        }
        if (url.isPresent() && (url.get().getRawQuery() != null || url.get().getRawFragment() != null)) {
            throw new InvalidValue("url", "ends in a query", "only what comes before /api/v1/query");
        }
        if (username.isPresent() != password.isPresent()) {
            throw new InvalidValue(
                    username.isPresent() ? "password" : "username", "is missing", "one is of no use without the other");
        }
    }
}
