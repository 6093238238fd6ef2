package dev.midwatch.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", mixinStandardHelpOptions = true, description = "The text of a skill.")
final class SkillsShowCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "NAME", description = "The skill.")
    private String name;

    @Option(names = "--waiting", description = "As the model wants it to be, and not as it is in force.")
    private boolean waiting;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            global.terminal().line(workspace.skills().body(name, waiting));
            return 0;
        }
    }
}
