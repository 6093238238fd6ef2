package dev.midwatch.core.plugin;

import dev.midwatch.api.PluginContext;
import dev.midwatch.api.store.MemoryStore;
import dev.midwatch.api.store.SessionStore;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.Home;
import java.time.Clock;
import java.util.function.Function;

/** Makes each plugin's context. */
public final class PluginContexts {
    private PluginContexts() {}

    public static Function<String, PluginContext> of(
            Config config, Home home, MemoryStore memory, SessionStore sessions, Clock clock) {
        return plugin -> new HostContext(plugin, config, home, memory, sessions, clock);
    }
}
