package dev.midwatch.core.view;

import dev.midwatch.api.Skill;
import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.plugin.PluginProblem;
import dev.midwatch.core.plugin.Plugins;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The plugins that run, and those left out with the reason. */
public final class PluginList {
    private final Plugins plugins;

    public PluginList(Plugins plugins) {
        this.plugins = plugins;
    }

    public List<PluginRow> list() {
        return Stream.concat(
                        plugins.loaded().stream().map(PluginList::row),
                        plugins.problems().stream().map(PluginList::row))
                .toList();
    }

    /** The names of the skills of those that run. */
    public List<String> skills() {
        return plugins.skills().stream().map(Skill::name).distinct().sorted().toList();
    }

    private static PluginRow row(LoadedPlugin plugin) {
        return new PluginRow(
                plugin.name(),
                plugin.version(),
                plugin.source().getFileName().toString(),
                true,
                "loaded",
                of(
                        plugin,
                        skill -> skill.checks().stream()
                                .map(check -> check.name())
                                .toList()),
                of(
                        plugin,
                        skill -> skill.tools().stream()
                                .map(tool -> tool.spec().name())
                                .toList()),
                of(
                        plugin,
                        skill -> skill.actions().stream()
                                .map(action -> action.spec().name())
                                .toList()),
                of(plugin, skill -> skill.jobs().stream().map(job -> job.name()).toList()),
                plugin.channels().stream().map(channel -> channel.name()).toList());
    }

    private static List<String> of(LoadedPlugin plugin, Function<Skill, List<String>> part) {
        return plugin.skills().stream().map(part).flatMap(Collection::stream).toList();
    }

    private static PluginRow row(PluginProblem problem) {
        String file = problem.file().getFileName().toString();
        return new PluginRow(
                file, "", file, false, problem.reason(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
