package dev.midwatch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "show", mixinStandardHelpOptions = true, description = "The last steps, oldest first.")
final class AuditShowCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private GlobalOptions global;

    @Option(
            names = "--limit",
            defaultValue = "50",
            paramLabel = "N",
            description = "So many at most (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            List<String> lines = workspace.audit().lines();
            List<String> last = lines.subList(Math.max(0, lines.size() - Math.max(0, limit)), lines.size());
            if (global.output() == OutputFormat.table) {
                last.forEach(global.terminal()::line);
            } else {
                global.terminal()
                        .value(
                                global.output(),
                                last.stream().map(AuditShowCommand::read).toList());
            }
            return 0;
        }
    }

    private static Map<String, Object> read(String line) {
        try {
            return JSON.readValue(line, new TypeReference<>() {});
        } catch (JsonProcessingException torn) {
            return Map.of("torn", line);
        }
    }
}
