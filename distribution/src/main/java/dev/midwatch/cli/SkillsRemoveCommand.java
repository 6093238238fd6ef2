package dev.midwatch.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Take away a skill that stands in a folder, with all its files.")
final class SkillsRemoveCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "NAME", description = "The skill.")
    private String name;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            workspace.skills().remove(name, Workspace.person());
            global.terminal().note("removed: " + name);
            return 0;
        }
    }
}
