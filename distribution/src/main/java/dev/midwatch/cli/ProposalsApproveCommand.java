package dev.midwatch.cli;

import dev.midwatch.core.action.Approver;
import dev.midwatch.core.action.Decided;
import dev.midwatch.core.tool.Level;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "approve", mixinStandardHelpOptions = true, description = "Let it happen, once.")
final class ProposalsApproveCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "ID", description = "The proposal.")
    private String id;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            Decided decided = workspace
                    .gate()
                    .decide(id, true, new Approver("cli:" + System.getProperty("user.name"), Level.APPROVER));
            global.terminal().line(decided.answer());
            return decided.done() ? 0 : 1;
        }
    }
}
