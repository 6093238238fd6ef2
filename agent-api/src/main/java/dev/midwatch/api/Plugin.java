package dev.midwatch.api;

import dev.midwatch.api.channel.Channel;
import java.util.List;

/**
 * The entry of a plugin: a table of contents without logic. The kernel finds it with {@link java.util.ServiceLoader} in a class
 * loader that belongs to the plugin alone, once each time it is loaded, and calls each method once, on one thread. A plugin that is taken
 * out or replaced while the gateway runs is dropped when nothing of it runs any more; if it is {@link AutoCloseable}, it is closed then.
 *
 * <p>The manifest of the jar may say {@code Midwatch-Api: 1}: the API level it was built for. A plugin built for a newer level than
 * {@link #API_LEVEL} is named and left out; the rest runs.
 */
public interface Plugin {
    /** The level of this SPI. It rises when a plugin built for it may need something that an older kernel does not have. */
    int API_LEVEL = 1;

    /** Unique among the loaded plugins: lower case letters, digits and dashes, as in {@code skills-k8s}. */
    String name();

    /** What the plugin knows and can do. An exception thrown here leaves the plugin out, with its message told. */
    default List<Skill> skills(PluginContext context) {
        return List.of();
    }

    /** The ways to reach people that the plugin adds. */
    default List<Channel> channels(PluginContext context) {
        return List.of();
    }
}
