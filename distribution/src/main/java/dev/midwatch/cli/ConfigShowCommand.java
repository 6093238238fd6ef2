package dev.midwatch.cli;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.midwatch.core.config.ConfigRenderer;
import java.io.IOException;
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
    public Integer call() throws IOException {
        try (Workspace workspace = Workspace.of(global)) {
            String yaml = ConfigRenderer.render(workspace.config()).stripTrailing();
            if (global.output() == OutputFormat.json) {
                global.terminal().value(global.output(), new YAMLMapper().readValue(yaml, Object.class));
            } else {
                global.terminal().line(yaml);
            }
            return 0;
        }
    }
}
