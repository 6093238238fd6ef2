package dev.midwatch.core.view;

import dev.midwatch.api.Skill;
import dev.midwatch.core.plugin.LeavingPlugin;
import dev.midwatch.core.plugin.LivePlugins;
import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.plugin.PluginProblem;
import dev.midwatch.core.plugin.Plugins;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The plugins that run, those that were taken out and are still in use, and those left out with the reason. */
public final class PluginList {
    private final LivePlugins plugins;

    public PluginList(LivePlugins plugins) {
        this.plugins = plugins;
    }

    public List<PluginRow> list() {
        Plugins now = plugins.current();
        return Stream.of(
                        now.loaded().stream().map(PluginList::row),
                        plugins.leaving().stream().map(PluginList::row),
                        now.problems().stream().map(PluginList::row))
                .flatMap(rows -> rows)
                .toList();
    }

    /** The names of the skills of those that run. */
    public List<String> skills() {
        return plugins.current().skills().stream()
                .map(Skill::name)
                .distinct()
                .sorted()
                .toList();
    }

    /** Nothing of it is to be had any more. */
    private static PluginRow row(LeavingPlugin leaving) {
        String uses = leaving.uses().isEmpty() ? "" : ", still in use by " + String.join(", ", leaving.uses());
        LoadedPlugin plugin = leaving.plugin();
        return new PluginRow(
                plugin.name(),
                plugin.version(),
                plugin.source().getFileName().toString(),
                false,
                "draining" + uses,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
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
