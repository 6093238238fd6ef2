package dev.midwatch.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "The jobs, when they run next, and how they ran last.")
final class CronListCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(
            names = {"-q", "--quiet"},
            description = "Names only.")
    private boolean quiet;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            workspace
                    .jobs()
                    .refresh()
                    .problems()
                    .forEach(problem ->
                            global.terminal().note("midwatch: %s; the last good set is in force".formatted(problem)));
            if (quiet) {
                workspace.jobs().jobs().forEach(job -> global.terminal().line(job.name()));
                return 0;
            }
            global.terminal()
                    .listing(
                            global.output(),
                            List.of("name", "schedule", "state", "next_run", "last_run", "outcome", "deliver"),
                            new JobRows(workspace).all(),
                            "no jobs");
            return 0;
        }
    }
}
