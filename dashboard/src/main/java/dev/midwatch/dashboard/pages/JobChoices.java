package dev.midwatch.dashboard.pages;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.JobRow;
import dev.midwatch.core.view.PluginRow;
import dev.midwatch.core.view.View;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a job's form offers; anything else may be typed.
 *
 * @param targets where messages can go
 * @param jobs    whose output can be shown to a run
 */
public record JobChoices(
        List<Choice> checks,
        List<Choice> skills,
        List<Choice> tools,
        List<Choice> jobs,
        Set<String> targets,
        Set<String> zones,
        String timezone) {
    static JobChoices of(View view) {
        List<JobRow> jobs = view.jobs().list();
        List<PluginRow> plugins = view.plugins().list();
        return new JobChoices(
                checks(plugins),
                view.plugins().skills().stream()
                        .map(name -> new Choice(name, ""))
                        .toList(),
                view.tools().of(Level.APPROVER).stream()
                        .map(tool -> new Choice(tool.name(), tool.kind() + ", from " + tool.from()))
                        .sorted(Comparator.comparing(Choice::name))
                        .toList(),
                contexts(jobs),
                targets(jobs, plugins),
                new TreeSet<>(ZoneId.getAvailableZoneIds()),
                view.jobs().timezone());
    }

    public List<Choice> of(String key) {
        return switch (key) {
            case "checks" -> checks;
            case "skills" -> skills;
            case "tools" -> tools;
            default -> jobs;
        };
    }

    private static List<Choice> checks(List<PluginRow> plugins) {
        return plugins.stream()
                .flatMap(plugin -> Stream.concat(
                        plugin.checks().stream().map(check -> new Choice(check, "from " + plugin.name())),
                        plugin.checks().stream().limit(1).map(any -> new Choice(plugin.name() + "/*", "all of them"))))
                .sorted(Comparator.comparing(Choice::name))
                .toList();
    }

    private static List<Choice> contexts(List<JobRow> jobs) {
        List<Choice> contexts = new ArrayList<>();
        contexts.add(new Choice("self", "its own last output"));
        jobs.forEach(job -> contexts.add(new Choice(job.name(), "")));
        return List.copyOf(contexts);
    }

    private static Set<String> targets(List<JobRow> jobs, List<PluginRow> plugins) {
        Set<String> targets = new TreeSet<>();
        targets.add("console");
        plugins.forEach(plugin -> targets.addAll(plugin.channels()));
        jobs.forEach(job -> targets.add(job.deliver()));
        return targets;
    }
}
