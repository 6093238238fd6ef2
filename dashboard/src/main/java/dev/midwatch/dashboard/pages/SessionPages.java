package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.Changes;
import dev.midwatch.core.view.Listing;
import dev.midwatch.core.view.Page;
import dev.midwatch.core.view.SessionRow;
import dev.midwatch.core.view.TurnRow;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was said to the model and by it: to be found again, read, and gone on with. */
final class SessionPages implements Pages {
    private static final String PART = "sessions";
    private static final String PATH = Section.SESSIONS.path();
    private static final int SESSIONS = 30;
    private static final int TURNS = 60;

    private final Desk desk;

    SessionPages(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get(PATH, this::list, Needs.VIEWER);
        config.routes.get(PATH + "/{id}", this::show, Needs.VIEWER);
    }

    @Override
    public List<Part> parts() {
        return List.of(new Part(
                PART,
                Set.of(Changes.Topic.SESSIONS),
                (argument, level) -> desk.text("part/sessions.jte", rows("", Page.first(SESSIONS)))));
    }

    /** The first part of all changes by itself; what somebody searched or turned to stays as it is. */
    private void list(Context ctx) {
        String words = Pager.word(ctx, "q").orElse("");
        Page page = Pager.page(ctx, SESSIONS);
        Sheet sheet = Sheet.of("sessions.jte", Section.SESSIONS);
        boolean live = words.isEmpty() && page.offset() == 0;
        desk.show(ctx, live ? sheet.live(PART, "") : sheet, rows(words, page));
    }

    private Map<String, Object> rows(String words, Page page) {
        Listing<SessionRow> found = words.isEmpty()
                ? desk.view().sessions().list(page)
                : desk.view().sessions().search(words, page);
        return Map.of(
                "words",
                words,
                "sessions",
                found.items(),
                "pager",
                Pager.of(found, PATH, Map.of("q", words)),
                "times",
                desk.times());
    }

    private void show(Context ctx) {
        SessionRow session = desk.view().sessions().get(ctx.pathParam("id"));
        Page page = Pager.page(ctx, TURNS);
        Listing<TurnRow> turns = desk.view().sessions().turns(session.id(), page);
        desk.show(
                ctx,
                Sheet.of("session.jte", Section.SESSIONS).titled(title(session)),
                Map.of(
                        "session",
                        session,
                        "transcript",
                        Transcript.of(turns.items(), page.offset(), desk.view()),
                        "pager",
                        Pager.of(turns, PATH + "/" + session.id(), Map.of()),
                        "times",
                        desk.times()));
    }

    static String title(SessionRow session) {
        return session.title().isBlank() ? "Session " + session.id() : session.title();
    }
}
