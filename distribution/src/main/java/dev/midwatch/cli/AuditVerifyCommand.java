package dev.midwatch.cli;

import java.util.Optional;
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
            Optional<Integer> broken = workspace.audit().firstBroken();
            if (broken.isPresent()) {
                throw CliException.failed("%s: line %d does not follow from the line before it"
                        .formatted(workspace.home().audit(), broken.get()));
            }
            global.terminal()
                    .line("whole: %d steps".formatted(workspace.audit().lines().size()));
            return 0;
        }
    }
}
