package dev.midwatch.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "remove", mixinStandardHelpOptions = true, description = "Remove a job; its outputs stay.")
final class CronRemoveCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "JOB", description = "The job's name.")
    private String name;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            workspace.jobs().remove(name);
            global.terminal().note("removed " + name);
            return 0;
        }
    }
}
