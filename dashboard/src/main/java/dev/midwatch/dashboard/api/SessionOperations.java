package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.SessionRow;
import dev.midwatch.core.view.Sessions;
import dev.midwatch.core.view.TurnRow;
import java.util.List;
import java.util.stream.Stream;

/** What was said to the model and by it. */
final class SessionOperations {
    private static final Parameter ID = Parameter.path("id", "Id of the session.");

    private final Sessions sessions;

    SessionOperations(Sessions sessions) {
        this.sessions = sessions;
    }

    List<Operation> all() {
        return Stream.of(
                        Operation.get("/api/sessions", "listSessions", "Sessions, the newest or the best match first.")
                                .with(
                                        Parameter.text("q", "Words that were said in them, all of them."),
                                        Parameter.OFFSET,
                                        Parameter.LIMIT)
                                .answers(200, "The sessions.", Slice.of(SessionRow.class))
                                .does(this::list),
                        Operation.get("/api/sessions/{id}", "getSession", "One session.")
                                .with(ID)
                                .answers(200, "The session.", SessionRow.class)
                                .does(call -> Reply.of(sessions.get(call.text("id")))),
                        Operation.get("/api/sessions/{id}/turns", "listTurns", "What was said in it, oldest first.")
                                .with(ID, Parameter.OFFSET, Parameter.LIMIT)
                                .answers(200, "The turns.", Slice.of(TurnRow.class))
                                .does(call -> call.slice(sessions.turns(call.text("id"), call.page()))))
                .map(operation -> operation.topic("Sessions"))
                .toList();
    }

    private Reply list(Call call) {
        return call.slice(call.maybe("q")
                .map(words -> sessions.search(words, call.page()))
                .orElseGet(() -> sessions.list(call.page())));
    }
}
