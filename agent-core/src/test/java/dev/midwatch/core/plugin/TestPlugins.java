package dev.midwatch.core.plugin;

import dev.midwatch.api.PluginContext;
import dev.midwatch.core.config.Config;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Plugins as they are loaded at the start, for good. */
public final class TestPlugins {
    private TestPlugins() {}

    public static Plugins load(Path directory, Function<String, PluginContext> contexts) {
        return new LivePlugins(directory, Optional.empty(), config -> contexts, Config.defaults(), Clock.systemUTC())
                .current();
    }
}
