package dev.midwatch.cli;

import dev.midwatch.core.action.Approver;
import dev.midwatch.core.action.Decided;
import dev.midwatch.core.tool.Level;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "deny", mixinStandardHelpOptions = true, description = "Do not let it happen; needs no cluster.")
final class ProposalsDenyCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "ID", description = "The proposal.")
    private String id;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            Decided decided = workspace
                    .denials()
                    .deny(id, new Approver("cli:" + System.getProperty("user.name"), Level.APPROVER));
            global.terminal().line(decided.answer());
            return decided.answer().startsWith("Denied") ? 0 : 1;
        }
    }
}
