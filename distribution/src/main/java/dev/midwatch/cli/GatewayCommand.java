package dev.midwatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "gateway", mixinStandardHelpOptions = true, description = "The watch itself: run it, or ask how it is.")
@Subcommands({GatewayRunCommand.class, GatewayStatusCommand.class})
final class GatewayCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say run or status");
    }
}
