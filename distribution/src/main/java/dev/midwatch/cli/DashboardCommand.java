package dev.midwatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "dashboard",
        mixinStandardHelpOptions = true,
        description = "The web dashboard, which `gateway run` serves where dashboard.enabled says so.")
@Subcommands(DashboardHashPasswordCommand.class)
final class DashboardCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say hash-password");
    }
}
