package dev.midwatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "tools", mixinStandardHelpOptions = true, description = "What the model may use.")
@Subcommands({ToolsListCommand.class})
final class ToolsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say list");
    }
}
