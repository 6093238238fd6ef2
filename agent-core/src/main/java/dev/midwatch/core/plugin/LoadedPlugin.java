package dev.midwatch.core.plugin;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.Skill;
import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A plugin that runs. What it brought is called with the plugin's own context class loader.
 *
 * @param source  the jar or directory it came from
 * @param version as its manifest says; may be empty
 */
public record LoadedPlugin(String name, Path source, String version, List<Skill> skills, List<Channel> channels) {
    public LoadedPlugin {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(version, "version");
        skills = List.copyOf(skills);
        channels = List.copyOf(channels);
    }

    /** Asks a plugin for what it has. */
    public static LoadedPlugin of(
            Plugin plugin, Path source, String version, Function<String, PluginContext> contexts) {
        return of(plugin, source, version, contexts, new InFlight(source.toString()));
    }

    /** @param calls counts what runs of it */
    static LoadedPlugin of(
            Plugin plugin, Path source, String version, Function<String, PluginContext> contexts, InFlight calls) {
        ContextLoader loader = new ContextLoader(plugin.getClass().getClassLoader());
        return loader.call(() -> {
            String name = plugin.name();
            PluginContext context = contexts.apply(name);
            return new LoadedPlugin(
                    name,
                    source,
                    version,
                    plugin.skills(context).stream()
                            .map(skill -> around(loader, skill, calls))
                            .toList(),
                    plugin.channels(context).stream()
                            .map(channel -> loader.around(Channel.class, channel, calls))
                            .toList());
        });
    }

    private static Skill around(ContextLoader loader, Skill skill, InFlight calls) {
        return new Skill(
                skill.name(),
                skill.description(),
                skill.instructions(),
                skill.checks().stream()
                        .map(check -> loader.around(Check.class, check, calls))
                        .toList(),
                skill.tools().stream()
                        .map(tool -> loader.around(Tool.class, tool, calls))
                        .toList(),
                skill.actions().stream()
                        .map(action -> loader.around(ActionTool.class, action, calls))
                        .toList(),
                skill.jobs());
    }

    /** For people: its name, its version if it has one, and its file. */
    String title() {
        return "%s (%s)".formatted((name + " " + version).strip(), source.getFileName());
    }

    /** The key of its section in config.yaml: its name without {@code skills-} or {@code channel-}. */
    public String shortName() {
        return shortName(name);
    }

    /** Whether its section also says who may do what through its channels. */
    public boolean isOfChannel() {
        return isOfChannel(name);
    }

    static boolean isOfChannel(String name) {
        return name.startsWith("channel-");
    }

    static String shortName(String name) {
        return name.replaceFirst("^(skills|channel)-", "");
    }
}
