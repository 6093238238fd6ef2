package dev.midwatch.cli;

import dev.midwatch.core.session.SessionDatabase;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Forget sessions with all that was said in them; forks of them stay.")
final class SessionsDeleteCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(
            arity = "1..*",
            paramLabel = "ID",
            description = "The sessions, or the beginning or the end of their ids.")
    private List<String> ids;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            SessionDatabase sessions = workspace.sessions();
            SessionRows rows = new SessionRows(sessions);
            List<String> meant = ids.stream().map(id -> rows.get(id).id()).toList();
            meant.forEach(sessions::delete);
            global.terminal().note("forgot " + String.join(", ", meant));
            return 0;
        }
    }
}
