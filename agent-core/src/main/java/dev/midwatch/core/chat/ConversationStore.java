package dev.midwatch.core.chat;

import dev.midwatch.core.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sessions of places, and the answers that are still owed. */
final class ConversationStore {
    private final Database database;

    ConversationStore(Database database) {
        this.database = database;
    }

    /** An answer that somebody waits for. */
    record Owed(String message, String target) {}

    Optional<String> session(Place place) {
        return database.one(
                "SELECT session FROM conversation WHERE target = ? AND level = ?",
                row -> row.text("session"),
                place.target(),
                place.level());
    }

    void begin(Place place, String session) {
        database.update(
                "INSERT OR REPLACE INTO conversation (target, level, session) VALUES (?, ?, ?)",
                place.target(),
                place.level(),
                session);
    }

    /** The next message there begins a session; false if it would have anyway. */
    boolean forget(Place place) {
        return database.update("DELETE FROM conversation WHERE target = ? AND level = ?", place.target(), place.level())
                > 0;
    }

    void owe(Owed answer, Instant now) {
        database.update(
                "INSERT INTO unfinished_answer (message, target, begun) VALUES (?, ?, ?)",
                answer.message(),
                answer.target(),
                now);
    }

    /** Does what answers it, and forgets that it is owed: both or neither. */
    void settle(Owed answer, Runnable answering) {
        database.inTransaction(() -> {
            answering.run();
            database.update("DELETE FROM unfinished_answer WHERE message = ?", answer.message());
        });
    }

    /** Oldest first. */
    List<Owed> owed() {
        return database.query(
                "SELECT message, target FROM unfinished_answer ORDER BY begun",
                row -> new Owed(row.text("message"), row.text("target")));
    }
}
