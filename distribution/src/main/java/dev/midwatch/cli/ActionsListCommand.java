package dev.midwatch.cli;

import dev.midwatch.core.action.ExecutedAction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "What was done, newest first, and whether it helped.")
final class ActionsListCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            global.terminal()
                    .listing(
                            global.output(),
                            List.of("ran", "outcome", "command", "origin", "audit_id"),
                            workspace.actions().all().stream()
                                    .map(ActionsListCommand::row)
                                    .toList(),
                            "nothing was done yet");
            return 0;
        }
    }

    private static Map<String, Object> row(ExecutedAction action) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("ran", action.ran().toString());
        row.put("outcome", action.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        row.put("command", action.action().intent().kubectl());
        row.put("target", action.action().intent().target().toString());
        row.put("origin", action.origin());
        row.put("finding", action.finding().orElse(null));
        row.put("audit_id", action.auditId());
        return row;
    }
}
