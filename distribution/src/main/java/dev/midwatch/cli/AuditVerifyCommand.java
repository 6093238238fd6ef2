package dev.midwatch.cli;

import dev.midwatch.core.action.AuditChain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "verify", mixinStandardHelpOptions = true, description = "Prove that no step was changed or taken out.")
final class AuditVerifyCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            AuditChain chain = workspace.audit().chain();
            if (chain.broken().isPresent()) {
                throw CliException.failed("%s: line %d does not follow from the line before it"
                        .formatted(workspace.home().audit(), chain.broken().get()));
            }
            global.terminal().line("whole: %d steps".formatted(chain.lines().size()));
            chain.torn()
                    .forEach(line -> global.terminal()
                            .line(
                                    "line %d is torn: a crash or a full disk cut it off in writing; nothing was tampered with"
                                            .formatted(line)));
            return 0;
        }
    }
}
