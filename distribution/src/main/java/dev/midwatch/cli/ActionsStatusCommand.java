package dev.midwatch.cli;

import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.Stop;
import dev.midwatch.core.config.ActionsConfig;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", mixinStandardHelpOptions = true, description = "Whether and what may be written.")
final class ActionsStatusCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            Stop stop = new Stop(workspace.home().stop());
            ActionsConfig config = workspace.config().actions();
            Map<String, Object> status = new LinkedHashMap<>();
            status.put("stopped", stop.isSet());
            status.put("stop_file", stop.file().toString());
            if (stop.isSet()) {
                status.put("why", stop.why());
            }
            status.put("mode", config.mode().name().toLowerCase(Locale.ROOT));
            status.put("protected_namespaces", config.protectedNamespaces());
            status.put("rules", config.rules().size());
            status.put("exec", config.exec().enabled() ? config.exec().commands() : "off");
            status.put(
                    "waiting_proposals",
                    workspace.proposals().all().stream()
                            .filter(one -> one.state() == Proposal.State.WAITING)
                            .count());
            global.terminal()
                    .value(global.output() == OutputFormat.table ? OutputFormat.yaml : global.output(), status);
            return 0;
        }
    }
}
