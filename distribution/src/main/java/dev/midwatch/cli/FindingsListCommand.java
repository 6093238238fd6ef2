package dev.midwatch.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Open findings; folded ones name their cause.")
final class FindingsListCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(names = "--all", description = "Resolved ones too.")
    private boolean all;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            FindingRows rows = new FindingRows(workspace.ledger());
            global.terminal()
                    .listing(
                            global.output(),
                            List.of(
                                    "fingerprint",
                                    "severity",
                                    "state",
                                    "reason",
                                    "object",
                                    "since",
                                    "caused_by",
                                    "summary"),
                            rows.entries(all).stream().map(rows::line).toList(),
                            "no open findings");
            return 0;
        }
    }
}
