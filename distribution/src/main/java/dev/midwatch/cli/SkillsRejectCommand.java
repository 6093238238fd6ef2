package dev.midwatch.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "reject", mixinStandardHelpOptions = true, description = "Drop what waits under that name.")
final class SkillsRejectCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "NAME", description = "The skill.")
    private String name;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            workspace.skills().reject(name, Workspace.person());
            global.terminal().note("rejected: " + name);
            return 0;
        }
    }
}
