package dev.midwatch.cli;

import dev.midwatch.core.view.MemoryRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "What waits for a person, and what is in force, with who said it and when.")
final class MemoryListCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(names = "--waiting", description = "Only what waits for a person.")
    private boolean waiting;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            global.terminal()
                    .listing(
                            global.output(),
                            List.of("about", "change", "text", "from", "at"),
                            workspace.memories().list().stream()
                                    .filter(row -> row.waiting() || !waiting)
                                    .map(MemoryListCommand::row)
                                    .toList(),
                            waiting ? "nothing waits" : "nothing is remembered");
            return 0;
        }
    }

    private static Map<String, Object> row(MemoryRow row) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("about", row.about());
        line.put("change", row.change());
        line.put("text", row.text());
        line.put("from", row.source());
        line.put("at", row.at());
        line.put("waiting", row.waiting());
        line.put("old", row.old());
        return line;
    }
}
