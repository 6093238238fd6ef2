package dev.midwatch.cli;

import dev.midwatch.api.store.Session;
import dev.midwatch.api.store.Turn;
import dev.midwatch.core.session.SessionDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sessions as lines of a listing, and found by a part of their id. */
final class SessionRows {
    static final List<String> COLUMNS = List.of("id", "title", "origin", "started", "turns", "last");

    private final SessionDatabase sessions;

    SessionRows(SessionDatabase sessions) {
        this.sessions = sessions;
    }

    static Map<String, Object> row(SessionDatabase.Summary summary) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", summary.session().id());
        row.put("title", summary.session().title());
        row.put("origin", summary.session().origin());
        row.put("started", summary.session().started().toString());
        row.put("turns", summary.turns());
        row.put("last", summary.last().toString());
        row.put("parent", summary.parent().orElse(null));
        return row;
    }

    static Map<String, Object> row(int number, Turn turn) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("turn", number);
        row.put("role", turn.role().name().toLowerCase(Locale.ROOT));
        row.put("at", turn.at().toString());
        row.put("text", turn.text());
        return row;
    }

    /** The session whose id that is, or begins or ends so. */
    Session get(String part) {
        List<Session> found = sessions.find(part).map(List::of).orElseGet(() -> sessions.named(part));
        if (found.size() != 1) {
            throw CliException.usage(
                    found.isEmpty()
                            ? "there is no session " + part + "; midwatch sessions list shows them"
                            : "more than one session has an id that begins or ends with %s; give more of it"
                                    .formatted(part));
        }
        return found.get(0);
    }
}
