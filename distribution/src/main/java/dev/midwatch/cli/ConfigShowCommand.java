package dev.midwatch.cli;

import dev.midwatch.core.config.ConfigRenderer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Every setting in force, and where it comes from; secrets are masked.")
final class ConfigShowCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            global.terminal().line(ConfigRenderer.render(workspace.config()).stripTrailing());
            return 0;
        }
    }
}
