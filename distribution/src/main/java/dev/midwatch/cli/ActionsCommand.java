package dev.midwatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "actions",
        mixinStandardHelpOptions = true,
        description = "What is done to the cluster, and the switch that stops all of it.")
@Subcommands({ActionsStatusCommand.class, ActionsListCommand.class, ActionsStopCommand.class, ActionsResumeCommand.class
})
final class ActionsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: status, list, stop or resume");
    }
}
