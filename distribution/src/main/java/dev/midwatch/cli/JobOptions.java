package dev.midwatch.cli;

import dev.midwatch.core.config.NearName;
import dev.midwatch.core.watch.CheckCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What can be said of a job, for creating and editing one. */
final class JobOptions {
    @Option(
            names = "--deliver",
            paramLabel = "TARGET",
            description = "Where to: discord, discord:#channel, console, webhook:NAME, local, a comma list.")
    private String deliver;

    @Option(names = "--skill", paramLabel = "SKILL", description = "A skill its runs use; may be given more than once.")
    private List<String> skills;

    @Option(
            names = "--check",
            paramLabel = "CHECK",
            description = "A check its runs make; may be given more than once.")
    private List<String> checks;

    boolean namesNoChecks() {
        return checks == null || checks.isEmpty();
    }

    @Option(names = "--when", paramLabel = "WHEN", description = "on_findings or always.")
    private String when;

    @Option(names = "--timezone", paramLabel = "ZONE", description = "Time zone of its schedule, as in Europe/Berlin.")
    private String timezone;

    @Option(names = "--model", paramLabel = "MODEL", description = "Another model than the configured one.")
    private String model;

    @Option(
            names = "--context-from",
            paramLabel = "JOB",
            description = "A job whose last output its runs see, or self.")
    private List<String> contextFrom;

    @Option(names = "--repeat", paramLabel = "N", description = "End after so many occurrences.")
    private Integer repeat;

    /** The fields that were given, as they stand in cron/jobs.json. */
    Map<String, Object> fields(Workspace workspace) {
        requireKnown("check", checks, new CheckCatalog(workspace.checks()).names());
        requireKnown(
                "skill",
                skills,
                workspace.plugins().skills().stream().map(skill -> skill.name()).collect(Collectors.toSet()));
        Set<String> jobs =
                workspace.jobs().jobs().stream().map(job -> job.name()).collect(Collectors.toCollection(TreeSet::new));
        jobs.add("self");
        requireKnown("job", contextFrom, jobs);
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "deliver", deliver);
        put(fields, "skills", skills);
        put(fields, "checks", checks);
        put(fields, "when", when);
        put(fields, "timezone", timezone);
        put(fields, "model", model);
        put(fields, "context_from", contextFrom);
        put(fields, "repeat", repeat);
        return fields;
    }

    private static void put(Map<String, Object> fields, String key, Object value) {
        if (value != null) {
            fields.put(key, value);
        }
    }

    private static void requireKnown(String what, List<String> names, Set<String> known) {
        Optional.ofNullable(names).orElse(List.of()).stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw CliException.usage(
                            "there is no %s %s (%s)".formatted(what, name, NearName.hint(name, known)));
                });
    }
}
