package dev.midwatch.cli;

import dev.midwatch.api.store.Session;
import dev.midwatch.api.store.Turn;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.view.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", mixinStandardHelpOptions = true, description = "What was said in a session, oldest first.")
final class SessionsShowCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Mixin
    private PageOptions paging;

    @Parameters(paramLabel = "ID", description = "The session, or the beginning or the end of its id.")
    private String id;

    @Override
    public Integer call() {
        Page page = paging.page();
        try (Workspace workspace = Workspace.of(global)) {
            SessionDatabase sessions = workspace.sessions();
            Session session = new SessionRows(sessions).get(id);
            SessionDatabase.Summary summary = sessions.summary(session);
            List<Turn> turns = sessions.turns(session.id(), page.offset(), page.limit());
            Terminal terminal = global.terminal();
            if (global.output() == OutputFormat.table) {
                people(terminal, summary, turns, page.offset());
            } else {
                Map<String, Object> row = SessionRows.row(summary);
                List<Map<String, Object>> said = new ArrayList<>();
                turns.forEach(turn -> said.add(SessionRows.row(page.offset() + said.size() + 1, turn)));
                row.put("said", said);
                terminal.value(global.output(), row);
            }
            PageOptions.rest(terminal, page, turns.size(), summary.turns());
            return 0;
        }
    }

    private static void people(Terminal terminal, SessionDatabase.Summary summary, List<Turn> turns, int offset) {
        Session session = summary.session();
        terminal.line(terminal.bold(session.title().isBlank() ? session.id() : session.title()));
        terminal.line("%s, %s, started %s, %d turns%s"
                .formatted(
                        session.id(),
                        session.origin(),
                        session.started(),
                        summary.turns(),
                        summary.parent()
                                .map(parent -> ", forked from " + parent)
                                .orElse("")));
        int number = offset;
        for (Turn turn : turns) {
            number++;
            terminal.line("");
            terminal.line(terminal.dim(
                    "#%d %s, %s".formatted(number, turn.role().name().toLowerCase(Locale.ROOT), turn.at())));
            terminal.line(turn.text().stripTrailing());
        }
    }
}
