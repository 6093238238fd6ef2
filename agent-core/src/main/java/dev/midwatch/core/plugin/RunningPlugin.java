package dev.midwatch.core.plugin;

import dev.midwatch.api.Plugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin with what it runs on.
 *
 * @param entry  its own object, which is closed with it where it is {@link AutoCloseable}
 * @param loaded what it brought
 * @param code   its classes
 * @param calls  what runs of it
 */
record RunningPlugin(Plugin entry, LoadedPlugin loaded, PluginCode code, InFlight calls) {
    private static final Logger LOG = LoggerFactory.getLogger(RunningPlugin.class);

    void end() {
        end(entry);
    }

    /** Lets a plugin end what it began: its threads, its connections. Its classes are there still. */
    static void end(Plugin entry) {
        if (entry instanceof AutoCloseable closeable) {
            new ContextLoader(entry.getClass().getClassLoader()).call(() -> {
                try {
                    closeable.close();
                } catch (Exception | LinkageError e) {
                    LOG.warn(
                            "plugin {} did not end in order: {}",
                            entry.getClass().getName(),
                            e.toString());
                }
                return null;
            });
        }
    }
}
