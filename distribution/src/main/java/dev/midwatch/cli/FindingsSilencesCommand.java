package dev.midwatch.cli;

import dev.midwatch.core.check.FindingSilence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "silences", mixinStandardHelpOptions = true, description = "The silences in force.")
final class FindingsSilencesCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            global.terminal()
                    .listing(
                            global.output(),
                            List.of("id", "matchers", "until", "by", "why"),
                            workspace.ledger().silences().stream()
                                    .map(FindingsSilencesCommand::row)
                                    .toList(),
                            "no silences");
            return 0;
        }
    }

    private static Map<String, Object> row(FindingSilence silence) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", silence.id());
        row.put("matchers", silence.matchers());
        row.put("until", silence.until().toString());
        row.put("by", silence.by());
        row.put("why", silence.why());
        return row;
    }
}
