package dev.midwatch.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "resume", mixinStandardHelpOptions = true, description = "Run a paused job again.")
final class CronResumeCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "JOB", description = "The job's name.")
    private String name;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            workspace.jobs().resume(name);
            global.terminal().note("resumed " + name);
            return 0;
        }
    }
}
