package dev.midwatch.api;

import dev.midwatch.api.store.MemoryStore;
import dev.midwatch.api.store.SessionStore;
import java.nio.file.Path;
import java.time.Clock;

/** What the kernel gives a plugin at start. Valid for as long as the plugin is loaded, from any thread. */
public interface PluginContext {
    /**
     * The plugin's own section of {@code config.yaml} (the key is the plugin's short name, its name without {@code skills-} or
     * {@code channel-}), read into a record: snake_case keys become components, an absent key becomes null, zero or an empty list.
     *
     * @throws IllegalArgumentException with the path of each unknown or ill-typed key
     */
    <C extends Record> C config(Class<C> type);

    /** The persona, {@code SOUL.md}, read afresh at each call. */
    String soul();

    MemoryStore memory();

    SessionStore sessions();

    /** The only clock a plugin should ask: under test and in the demo it is not the wall's. */
    Clock clock();

    /** A directory that belongs to the plugin and survives restarts; made at the first call. */
    Path dataDirectory();
}
