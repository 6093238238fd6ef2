package dev.midwatch.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Plugins, as the gateway has them if it runs: loaded, draining, or left out with the reason.")
final class PluginsListCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            List<Map<String, Object>> rows =
                    new PluginStates(workspace.home()).ofTheGateway().orElseGet(() -> PluginRows.of(workspace.live()));
            global.terminal()
                    .listing(
                            global.output(),
                            List.of("name", "version", "checks", "tools", "actions", "jobs", "state"),
                            rows,
                            "no plugins");
            return 0;
        }
    }
}
