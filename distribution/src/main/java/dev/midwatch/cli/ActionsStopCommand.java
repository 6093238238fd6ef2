package dev.midwatch.cli;

import dev.midwatch.core.action.Stop;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Let nothing be written to the cluster from the next write on; a running gateway obeys at once.")
final class ActionsStopCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(
            names = "--why",
            defaultValue = "",
            paramLabel = "TEXT",
            description = "For whoever finds everything stopped.")
    private String why;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            Stop stop = new Stop(workspace.home().stop());
            String by = "cli:" + System.getProperty("user.name");
            // First the stop: it must not fail because the audit file cannot be written.
            stop.set(by, why, Instant.now());
            workspace.audit().record("stopped", Map.of("by", by, "why", why));
            global.terminal()
                    .line(
                            "Stopped by %s: nothing is written to the cluster from this data directory until `midwatch actions resume`."
                                    .formatted(stop.file()));
            return 0;
        }
    }
}
