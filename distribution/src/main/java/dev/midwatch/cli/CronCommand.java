package dev.midwatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "cron", mixinStandardHelpOptions = true, description = "Jobs and their schedules.")
@Subcommands({
    CronCreateCommand.class,
    CronListCommand.class,
    CronStatusCommand.class,
    CronRunsCommand.class,
    CronEditCommand.class,
    CronPauseCommand.class,
    CronResumeCommand.class,
    CronRunCommand.class,
    CronRemoveCommand.class,
    CronApplyCommand.class
})
final class CronCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what: create, list, status, runs, edit, pause, resume, run, remove or apply");
    }
}
