package dev.midwatch.core.view;

/** Everything that may be looked at and commanded from outside, by concern. */
public record View(
        Status status,
        Findings findings,
        Jobs jobs,
        Runs runs,
        Proposals proposals,
        Sessions sessions,
        Chat chat,
        Tools tools,
        PluginList plugins,
        Memories memories,
        AuditTrail audit,
        Settings settings,
        Usage usage,
        Logs logs,
        Instruments instruments,
        Answered answered,
        Changes changes,
        Scanning scanning,
        AssistantTools assistantTools) {}
