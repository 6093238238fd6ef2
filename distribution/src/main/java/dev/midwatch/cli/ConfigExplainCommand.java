package dev.midwatch.cli;

import dev.midwatch.core.config.ConfigReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "What can be set, what it means, and what holds where nothing is said.",
        footer = {"", "Example: midwatch config explain actions.rate"})
final class ConfigExplainCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "KEY", arity = "0..1", description = "Only this key and those below it.")
    private String key;

    @Override
    public Integer call() {
        List<ConfigReference.Entry> entries = key == null ? ConfigReference.entries() : ConfigReference.at(key);
        if (entries.isEmpty()) {
            String hint = ConfigReference.near(key)
                    .map(near -> "did you mean \"" + near + "\"?")
                    .orElse("midwatch config explain lists all of them");
            throw CliException.usage("%s: unknown key; %s".formatted(key, hint));
        }
        global.terminal()
                .listing(
                        global.output(),
                        List.of("key", "type", "default", "variable", "description"),
                        entries.stream().map(ConfigExplainCommand::row).toList(),
                        "");
        return 0;
    }

    private static Map<String, Object> row(ConfigReference.Entry entry) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("key", entry.key());
        row.put("type", entry.type());
        row.put("default", entry.byDefault());
        row.put("variable", entry.variable().orElse(""));
        row.put("description", entry.description());
        return row;
    }
}
