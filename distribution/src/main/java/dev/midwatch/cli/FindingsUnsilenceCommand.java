package dev.midwatch.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "unsilence", mixinStandardHelpOptions = true, description = "End a silence.")
final class FindingsUnsilenceCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "ID", description = "As findings silences shows it.")
    private long id;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            if (!workspace.ledger().endSilence(id)) {
                throw CliException.usage("there is no silence " + id + "; midwatch findings silences shows them");
            }
            global.terminal().note("ended silence " + id);
            return 0;
        }
    }
}
