package dev.midwatch.cli;

import dev.midwatch.core.session.SessionDatabase;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "title", mixinStandardHelpOptions = true, description = "Give a session another title.")
final class SessionsTitleCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(index = "0", paramLabel = "ID", description = "The session, or the beginning or the end of its id.")
    private String id;

    @Parameters(index = "1", paramLabel = "TITLE", description = "One line; longer ones are cut at 100 characters.")
    private String title;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            SessionDatabase sessions = workspace.sessions();
            try {
                sessions.retitle(new SessionRows(sessions).get(id).id(), title);
            } catch (IllegalArgumentException e) {
                throw CliException.usage("TITLE: " + e.getMessage());
            }
            return 0;
        }
    }
}
