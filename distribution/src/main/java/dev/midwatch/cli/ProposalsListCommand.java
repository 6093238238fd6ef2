package dev.midwatch.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Proposals, newest first.")
final class ProposalsListCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            global.terminal()
                    .listing(
                            global.output(),
                            List.of("id", "state", "risk", "command", "why", "expires", "decided_by"),
                            workspace.proposals().all().stream()
                                    .map(ProposalRows::row)
                                    .toList(),
                            "no proposals");
            return 0;
        }
    }
}
