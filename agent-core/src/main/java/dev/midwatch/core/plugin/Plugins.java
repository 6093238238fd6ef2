package dev.midwatch.core.plugin;

import dev.midwatch.api.Job;
import dev.midwatch.api.Skill;
import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.core.config.ConfigException;
import dev.midwatch.core.config.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All plugins at one moment.
 *
 * @param loaded   the plugins that run, in the order they were found
 * @param problems those that were left out, and why
 * @param files    what is released when all calls are over
 */
public record Plugins(List<LoadedPlugin> loaded, List<PluginProblem> problems, PluginFiles files)
        implements AutoCloseable {
    public Plugins {
        loaded = List.copyOf(loaded);
        problems = List.copyOf(problems);
        Objects.requireNonNull(files, "files");
    }

    public List<Skill> skills() {
        return loaded.stream().flatMap(plugin -> plugin.skills().stream()).toList();
    }

    public List<Job> jobs() {
        return skills().stream().flatMap(skill -> skill.jobs().stream()).toList();
    }

    /** By name. */
    public Map<String, ActionTool> actions() {
        return skills().stream()
                .flatMap(skill -> skill.actions().stream())
                .collect(Collectors.toMap(tool -> tool.spec().name(), tool -> tool));
    }

    /** The tool of that name that reads, if a plugin has it. */
    public Optional<Tool> tool(String name) {
        return skills().stream()
                .flatMap(skill -> skill.tools().stream())
                .filter(tool -> tool.spec().name().equals(name))
                .findFirst();
    }

    public List<Channel> channels() {
        return loaded.stream().flatMap(plugin -> plugin.channels().stream()).toList();
    }

    /** The sections of config.yaml that belong to a plugin, also to one that was left out. */
    public List<String> sectionNames() {
        return Stream.concat(
                        loaded.stream().map(LoadedPlugin::shortName),
                        problems.stream().map(problem -> LoadedPlugin.shortName(nameOf(problem.file()))))
                .toList();
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("(-\\d[^/]*)?\\.jar$", "");
    }

    /** @throws ConfigException with everything that plugins refused in their sections of config.yaml */
    public void requireGoodSections() {
        List<Problem> all = new ArrayList<>();
        problems.forEach(problem -> problem.config().ifPresent(e -> all.addAll(e.problems())));
        if (!all.isEmpty()) {
            throw new ConfigException(all);
        }
    }

    /** Closes the class loaders; classes not loaded by then cannot be loaded any more. */
    @Override
    public void close() {
        files.close();
    }
}
