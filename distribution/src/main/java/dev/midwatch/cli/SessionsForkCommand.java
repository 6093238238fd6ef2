package dev.midwatch.cli;

import dev.midwatch.api.store.Session;
import dev.midwatch.core.session.SessionDatabase;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fork",
        mixinStandardHelpOptions = true,
        description = "Begin a session with what was said in another, up to a turn; prints its id.")
final class SessionsForkCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "ID", description = "The session, or the beginning or the end of its id.")
    private String id;

    @Option(
            names = "--turn",
            paramLabel = "N",
            description = "The last turn that is taken over, as sessions show numbers them (default: all).")
    private Optional<Long> turn = Optional.empty();

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            SessionDatabase sessions = workspace.sessions();
            Session parent = new SessionRows(sessions).get(id);
            try {
                long turns = turn.orElseGet(() -> sessions.summary(parent).turns());
                global.terminal()
                        .line(sessions.fork(
                                        parent.id(), turns, Workspace.person().who())
                                .id());
            } catch (IllegalArgumentException e) {
                throw CliException.usage("--turn: " + e.getMessage());
            }
            return 0;
        }
    }
}
