package dev.midwatch.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "pause", mixinStandardHelpOptions = true, description = "Do not run a job until it is resumed.")
final class CronPauseCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "JOB", description = "The job's name.")
    private String name;

    @Option(names = "--reason", defaultValue = "paused by hand", paramLabel = "TEXT", description = "Why.")
    private String reason;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            workspace.jobs().pause(name, reason);
            global.terminal().note("paused " + name);
            return 0;
        }
    }
}
