package dev.midwatch.core.config;

import java.net.URI;
import java.util.Optional;

/** Proof of watch for somebody else. */
public record WatchdogConfig(
        @Description("Called after each healthy cycle.") Optional<URI> pingUrl) {
    static WatchdogConfig defaults() {
        return new WatchdogConfig(Optional.empty());
    }

    public WatchdogConfig {
        pingUrl.ifPresent(url -> InvalidValue.requireHttp("ping_url", url));
    }
}
