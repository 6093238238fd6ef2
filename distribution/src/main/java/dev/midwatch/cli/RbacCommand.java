package dev.midwatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "rbac", mixinStandardHelpOptions = true, description = "The rights Midwatch needs and has.")
@Subcommands({RbacManifestCommand.class, RbacCheckCommand.class})
final class RbacCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say manifest or check");
    }
}
