package dev.midwatch.cli;

import dev.midwatch.api.Skill;
import dev.midwatch.core.plugin.LeavingPlugin;
import dev.midwatch.core.plugin.LivePlugins;
import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.plugin.PluginProblem;
import dev.midwatch.core.plugin.Plugins;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Plugins as rows: those in force, those that are still in use although they were taken out, those left out. */
final class PluginRows {
    private PluginRows() {}

    static List<Map<String, Object>> of(LivePlugins plugins) {
        Plugins now = plugins.current();
        return Stream.of(
                        now.loaded().stream().map(plugin -> row(plugin, "loaded")),
                        plugins.leaving().stream().map(PluginRows::row),
                        now.problems().stream().map(PluginRows::row))
                .flatMap(rows -> rows)
                .toList();
    }

    static Map<String, Object> row(LoadedPlugin plugin, String state) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", plugin.name());
        row.put("version", plugin.version());
        row.put("checks", count(plugin, Skill::checks));
        row.put("tools", count(plugin, Skill::tools));
        row.put("actions", count(plugin, Skill::actions));
        row.put("jobs", count(plugin, Skill::jobs));
        row.put("state", state);
        row.put("source", plugin.source().toString());
        return row;
    }

    private static int count(LoadedPlugin plugin, Function<Skill, Collection<?>> part) {
        return plugin.skills().stream()
                .mapToInt(skill -> part.apply(skill).size())
                .sum();
    }

    private static Map<String, Object> row(LeavingPlugin leaving) {
        String uses = leaving.uses().isEmpty() ? "" : ": " + String.join(", ", leaving.uses());
        return row(leaving.plugin(), "draining" + uses);
    }

    private static Map<String, Object> row(PluginProblem problem) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", problem.file().getFileName().toString());
        row.put("state", "left out: " + problem.reason());
        row.put("source", problem.file().toString());
        return row;
    }
}
