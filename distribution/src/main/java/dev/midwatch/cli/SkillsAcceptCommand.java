package dev.midwatch.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "accept", mixinStandardHelpOptions = true, description = "Do what waits under that name.")
final class SkillsAcceptCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "NAME", description = "The skill.")
    private String name;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            workspace.skills().accept(name, Workspace.person());
            global.terminal().note("accepted: " + name);
            return 0;
        }
    }
}
