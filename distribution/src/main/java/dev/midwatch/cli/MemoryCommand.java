package dev.midwatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        description = "What is remembered, and what was learned from incidents.")
@Subcommands({
    MemoryListCommand.class,
    MemoryAddCommand.class,
    MemoryAcceptCommand.class,
    MemoryRejectCommand.class,
    MemoryRemoveCommand.class,
    MemoryIncidentsCommand.class
})
final class MemoryCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: list, add, accept, reject, remove or incidents");
    }
}
