package dev.midwatch.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "show", mixinStandardHelpOptions = true, description = "The last steps, oldest first.")
final class AuditShowCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(
            names = "--limit",
            defaultValue = "50",
            paramLabel = "N",
            description = "So many at most (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            List<String> lines = workspace.audit().lines();
            lines.stream().skip(Math.max(0, lines.size() - limit)).forEach(global.terminal()::line);
            return 0;
        }
    }
}
