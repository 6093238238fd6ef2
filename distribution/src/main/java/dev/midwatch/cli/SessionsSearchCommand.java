package dev.midwatch.cli;

import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.view.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Sessions in which all these words were said, best first.")
final class SessionsSearchCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Mixin
    private PageOptions paging;

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "Each somewhere in the session; eight at most.")
    private List<String> words;

    @Override
    public Integer call() {
        Page page = paging.page();
        try (Workspace workspace = Workspace.of(global)) {
            SessionDatabase sessions = workspace.sessions();
            SessionDatabase.Matches found = sessions.matches(String.join(" ", words), page.offset() + page.limit());
            List<Map<String, Object>> rows = found.sessions().stream()
                    .skip(page.offset())
                    .map(sessions::summary)
                    .map(SessionRows::row)
                    .toList();
            global.terminal().listing(global.output(), SessionRows.COLUMNS, rows, "no such sessions");
            if (found.cut()) {
                global.terminal()
                        .note(
                                "these are the best of the newest; there may be more (--limit, --offset, or a rarer word)");
            }
            return 0;
        }
    }
}
