package dev.midwatch.core.plugin;

import java.util.List;

/**
 * A plugin that was replaced or removed and is still in use.
 *
 * @param uses what runs, in words
 */
public record LeavingPlugin(LoadedPlugin plugin, List<String> uses) {}
