package dev.midwatch.cli.plugin;

/** What a new plugin begins with; named as people type it. */
public enum PluginKind {
    check,
    tool,
    action,
    channel
}
