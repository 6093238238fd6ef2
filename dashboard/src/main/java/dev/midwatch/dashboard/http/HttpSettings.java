package dev.midwatch.dashboard.http;

import java.util.Objects;

/**
 * Where a server listens and whom it believes.
 *
 * @param name of the server, for its threads and the log
 * @param port 0 for any that is free
 */
public record HttpSettings(String name, String host, int port, TrustedProxies proxies, Limits limits) {
    public HttpSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(proxies, "proxies");
        Objects.requireNonNull(limits, "limits");
        if (host.isBlank()) {
            throw new IllegalArgumentException("a server needs a host to listen on, for example 127.0.0.1");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("no port: " + port);
        }
    }

    /** On loopback, believing no proxy. */
    public static HttpSettings loopback(String name, int port) {
        return new HttpSettings(name, "127.0.0.1", port, TrustedProxies.none(), Limits.defaults());
    }

    public boolean onLoopback() {
        return Loopback.isLoopback(host);
    }
}
