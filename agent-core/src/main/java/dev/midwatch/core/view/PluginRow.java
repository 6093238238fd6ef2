package dev.midwatch.core.view;

import java.util.List;

/**
 * A plugin that runs, or was left out.
 *
 * @param source  file name of the jar or directory
 * @param state   loaded, or why it was left out
 */
public record PluginRow(
        String name,
        String version,
        String source,
        boolean loaded,
        String state,
        List<String> checks,
        List<String> tools,
        List<String> actions,
        List<String> jobs,
        List<String> channels) {}
