package dev.midwatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "proposals", mixinStandardHelpOptions = true, description = "Repairs that wait for a person.")
@Subcommands({
    ProposalsListCommand.class,
    ProposalsShowCommand.class,
    ProposalsApproveCommand.class,
    ProposalsDenyCommand.class
})
final class ProposalsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: list, show, approve or deny");
    }
}
