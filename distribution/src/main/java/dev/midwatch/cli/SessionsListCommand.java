package dev.midwatch.cli;

import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.view.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Sessions, newest first.")
final class SessionsListCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Mixin
    private PageOptions paging;

    @Override
    public Integer call() {
        Page page = paging.page();
        try (Workspace workspace = Workspace.of(global)) {
            SessionDatabase sessions = workspace.sessions();
            List<Map<String, Object>> rows = sessions.summaries(page.offset(), page.limit()).stream()
                    .map(SessionRows::row)
                    .toList();
            global.terminal().listing(global.output(), SessionRows.COLUMNS, rows, "no sessions");
            PageOptions.rest(global.terminal(), page, rows.size(), sessions.count());
            return 0;
        }
    }
}
