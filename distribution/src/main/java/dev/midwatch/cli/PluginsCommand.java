package dev.midwatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "plugins", mixinStandardHelpOptions = true, description = "Plugins, loaded and left out.")
@Subcommands({PluginsListCommand.class, PluginsNewCommand.class, PluginsCheckCommand.class})
final class PluginsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say list, new or check");
    }
}
