package dev.midwatch.cli;

import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.plugin.PluginProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Plugins that run, and those left out with the reason.")
final class PluginsListCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            global.terminal()
                    .listing(
                            global.output(),
                            List.of("name", "version", "checks", "tools", "actions", "jobs", "state"),
                            Stream.concat(
                                            workspace.plugins().loaded().stream()
                                                    .map(PluginsListCommand::row),
                                            workspace.plugins().problems().stream()
                                                    .map(PluginsListCommand::row))
                                    .toList(),
                            "no plugins");
            return 0;
        }
    }

    static Map<String, Object> row(LoadedPlugin plugin) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", plugin.name());
        row.put("version", plugin.version());
        row.put(
                "checks",
                plugin.skills().stream()
                        .mapToInt(skill -> skill.checks().size())
                        .sum());
        row.put(
                "tools",
                plugin.skills().stream().mapToInt(skill -> skill.tools().size()).sum());
        row.put(
                "actions",
                plugin.skills().stream()
                        .mapToInt(skill -> skill.actions().size())
                        .sum());
        row.put(
                "jobs",
                plugin.skills().stream().mapToInt(skill -> skill.jobs().size()).sum());
        row.put("state", "loaded");
        row.put("source", plugin.source().toString());
        return row;
    }

    private static Map<String, Object> row(PluginProblem problem) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", problem.file().getFileName().toString());
        row.put("state", "left out: " + problem.reason());
        row.put("source", problem.file().toString());
        return row;
    }
}
