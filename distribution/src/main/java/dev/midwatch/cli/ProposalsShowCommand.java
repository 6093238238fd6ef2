package dev.midwatch.cli;

import dev.midwatch.core.action.Proposal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", mixinStandardHelpOptions = true, description = "A proposal with the diff of its dry run.")
final class ProposalsShowCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "ID", description = "The proposal.")
    private String id;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            Proposal proposal =
                    workspace.proposals().find(id).orElseThrow(() -> CliException.usage("there is no proposal " + id));
            global.terminal()
                    .value(
                            global.output() == OutputFormat.table ? OutputFormat.yaml : global.output(),
                            ProposalRows.row(proposal));
            return 0;
        }
    }
}
