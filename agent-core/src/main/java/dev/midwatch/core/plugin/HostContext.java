package dev.midwatch.core.plugin;

import dev.midwatch.api.PluginContext;
import dev.midwatch.api.store.MemoryStore;
import dev.midwatch.api.store.SessionStore;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;

/** What the kernel gives one plugin. */
record HostContext(String plugin, Config config, Home home, MemoryStore memory, SessionStore sessions, Clock clock)
        implements PluginContext {
    @Override
    public <C extends Record> C config(Class<C> type) {
        String section = LoadedPlugin.shortName(plugin);
        return LoadedPlugin.isOfChannel(plugin)
                ? config.sections().channel(section, type)
                : config.sections().plugin(section, type);
    }

    @Override
    public String soul() {
        try {
            return Files.readString(home.soul());
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("the persona cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Path dataDirectory() {
        try {
            return Files.createDirectories(home.pluginData(plugin));
        } catch (IOException e) {
            throw new UncheckedIOException("no data directory for plugin " + plugin + ": " + e.getMessage(), e);
        }
    }
}
