package dev.midwatch.core.view;

import java.util.List;

/**
 * A plugin that runs, is still in use although it was taken out, or was left out.
 *
 * @param source  file name of the jar or directory
 * @param loaded  whether it is in force
 * @param state   loaded, draining and what uses it, or why it was left out
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
