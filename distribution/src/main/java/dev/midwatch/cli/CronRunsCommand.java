package dev.midwatch.cli;

import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "runs", mixinStandardHelpOptions = true, description = "The last runs, of all jobs or of one.")
final class CronRunsCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(arity = "0..1", paramLabel = "JOB", description = "Only of this job.")
    private String name;

    @Option(
            names = "--limit",
            defaultValue = "20",
            paramLabel = "N",
            description = "So many at most (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            RunStore runs = new RunStore(workspace.database());
            List<Run> found = name == null
                    ? runs.recent(limit)
                    : runs.recent(workspace.jobs().get(name).id(), limit);
            global.terminal()
                    .listing(
                            global.output(),
                            List.of("id", "job", "scheduled", "outcome", "late", "summary"),
                            found.stream().map(CronRunsCommand::row).toList(),
                            "no runs yet");
            return 0;
        }
    }

    private static Map<String, Object> row(Run run) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", run.id());
        row.put("job", run.job());
        row.put("scheduled", run.scheduled().toString());
        row.put("started", run.started().map(Object::toString).orElse(null));
        row.put("finished", run.finished().map(Object::toString).orElse(null));
        row.put("outcome", run.state().toString().toLowerCase(Locale.ROOT));
        row.put("late", run.late() ? "late" : "");
        row.put("summary", run.error().isEmpty() ? run.summary() : run.error());
        row.put("looked_at", run.facts().lookedAt());
        row.put("not_seen", run.facts().notSeen());
        row.put("tokens", run.facts().tokensIn() + run.facts().tokensOut());
        row.put("output", run.output().orElse(null));
        return row;
    }
}
