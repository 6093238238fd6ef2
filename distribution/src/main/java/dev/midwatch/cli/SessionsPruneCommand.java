package dev.midwatch.cli;

import dev.midwatch.api.store.Session;
import dev.midwatch.core.config.Durations;
import dev.midwatch.core.session.SessionDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        description =
                "Forget the sessions in which nothing was said for long, but none that was imported. The gateway does it daily with sessions.auto_prune.")
final class SessionsPruneCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            description = "As in 30d (default: sessions.retention_days of config.yaml).")
    private Optional<String> olderThan = Optional.empty();

    @Option(names = "--dry-run", description = "Show them, and forget nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            Instant before = Instant.now().minus(age(workspace));
            SessionDatabase sessions = workspace.sessions();
            if (dryRun) {
                List<Session> quiet = sessions.quietSince(before);
                global.terminal()
                        .listing(
                                global.output(),
                                SessionRows.COLUMNS,
                                quiet.stream()
                                        .map(sessions::summary)
                                        .map(SessionRows::row)
                                        .toList(),
                                "no session is that old");
            } else {
                global.terminal().note("forgot %d sessions".formatted(sessions.prune(before)));
            }
            return 0;
        }
    }

    private Duration age(Workspace workspace) {
        try {
            return olderThan
                    .map(Durations::parse)
                    .orElseGet(
                            () -> Duration.ofDays(workspace.config().sessions().retentionDays()));
        } catch (IllegalArgumentException e) {
            throw CliException.usage("--older-than: " + e.getMessage() + "; write it as 30d");
        }
    }
}
