package dev.midwatch.core.agent;

import dev.midwatch.api.store.SessionStore;
import dev.midwatch.api.store.Turn;
import dev.midwatch.api.store.Turn.Role;
import dev.midwatch.core.tool.Redactor;
import java.time.InstantSource;
import java.util.List;

/** Writes the turns of one session down, without secrets. */
record Notebook(SessionStore sessions, String session, Redactor redactor, InstantSource clock) {
    void note(Role role, String text) {
        sessions.append(session, new Turn(role, redactor.redact(text), clock.instant()));
    }

    /** What was said before, without the tools' part. */
    List<Turn> before() {
        return sessions.turns(session).stream()
                .filter(turn -> turn.role() == Role.USER || turn.role() == Role.ASSISTANT)
                .toList();
    }
}
