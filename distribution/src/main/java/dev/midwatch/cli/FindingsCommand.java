package dev.midwatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "findings",
        mixinStandardHelpOptions = true,
        description = "What is broken, as the ledger remembers it.")
@Subcommands({
    FindingsListCommand.class,
    FindingsShowCommand.class,
    FindingsAckCommand.class,
    FindingsSilenceCommand.class,
    FindingsUnsilenceCommand.class,
    FindingsSilencesCommand.class
})
final class FindingsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: list, show, ack, silence, unsilence or silences");
    }
}
