package dev.midwatch.cli;

import dev.midwatch.api.check.Check;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.config.CheckSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Every check, whether it runs, and its settings.")
final class ChecksListCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            CheckSettings settings = workspace.checkSettings();
            global.terminal()
                    .listing(
                            global.output(),
                            List.of("name", "plugin", "enabled", "settings", "description"),
                            workspace.checks().stream()
                                    .map(check -> row(check, settings))
                                    .toList(),
                            "no checks: no plugin is loaded");
            return 0;
        }
    }

    private static Map<String, Object> row(RegisteredCheck registered, CheckSettings settings) {
        Check check = registered.check();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", check.name());
        row.put("plugin", registered.plugin());
        row.put("enabled", settings.enabled(check));
        row.put(
                "settings",
                check.settings().stream()
                        .map(setting -> setting.name() + "=" + settings.value(check, setting, "", Map.of()))
                        .collect(Collectors.joining(" ")));
        row.put("description", check.description());
        return row;
    }
}
