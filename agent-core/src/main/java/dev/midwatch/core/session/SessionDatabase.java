package dev.midwatch.core.session;

import dev.midwatch.api.store.Session;
import dev.midwatch.api.store.SessionStore;
import dev.midwatch.api.store.Turn;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.Row;
import dev.midwatch.core.text.PlainText;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Conversations in the store, their words indexed for search. */
public final class SessionDatabase implements SessionStore {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final int MOST_WORDS = 8;

    private final Database database;
    private final InstantSource clock;

    public SessionDatabase(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Session start(String written, String origin) {
        String title = PlainText.ofProcess().of(written);
        Instant now = clock.instant();
        String id = "%s-%08x"
                .formatted(TIME.format(now), ThreadLocalRandom.current().nextInt());
        database.update("INSERT INTO session (id, title, origin, started) VALUES (?, ?, ?, ?)", id, title, origin, now);
        return new Session(id, title, origin, now);
    }

    @Override
    public Optional<Session> find(String id) {
        return database.one("SELECT * FROM session WHERE id = ?", SessionDatabase::session, id);
    }

    @Override
    public void append(String sessionId, Turn turn) {
        database.update(
                "INSERT INTO turn (session, role, text, at) VALUES (?, ?, ?, ?)",
                sessionId,
                turn.role(),
                PlainText.ofProcess().of(turn.text()),
                turn.at());
    }

    @Override
    public List<Turn> turns(String sessionId) {
        return database.query(
                "SELECT role, text, at FROM turn WHERE session = ? ORDER BY id",
                row -> new Turn(Turn.Role.valueOf(row.text("role")), row.text("text"), row.instant("at")),
                sessionId);
    }

    @Override
    public List<Session> recent(int limit) {
        return database.query(
                "SELECT * FROM session ORDER BY started DESC, id DESC LIMIT ?", SessionDatabase::session, limit);
    }

    @Override
    public List<Session> search(String words, int limit) {
        List<String> quoted = quoted(words);
        if (quoted.isEmpty()) {
            return List.of();
        }
        // Each word somewhere in the session, not all in one turn; then the session with the best turn first.
        String everyWord = quoted.stream()
                .map(word -> "AND s.id IN (SELECT t.session FROM turn_words w JOIN turn t ON t.id = w.rowid"
                        + " WHERE turn_words MATCH ?) ")
                .collect(Collectors.joining());
        List<Object> args = new ArrayList<>(List.of(String.join(" OR ", quoted)));
        args.addAll(quoted);
        args.add(limit);
        return database.query(
                "SELECT s.* FROM session s JOIN (SELECT t.session AS id, MIN(w.score) AS score FROM"
                        + " (SELECT rowid, rank AS score FROM turn_words WHERE turn_words MATCH ?) w"
                        + " JOIN turn t ON t.id = w.rowid GROUP BY t.session) best ON best.id = s.id WHERE 1 "
                        + everyWord + "ORDER BY best.score, s.started DESC LIMIT ?",
                SessionDatabase::session,
                args.toArray());
    }

    /**
     * A session as it stands in a list.
     *
     * @param turns how many there are
     * @param last  when something was said last
     */
    public record Summary(Session session, long turns, Instant last) {}

    /** Newest first. */
    public List<Summary> summaries(int offset, int limit) {
        return database
                .query(
                        "SELECT * FROM session ORDER BY started DESC, id DESC LIMIT ? OFFSET ?",
                        SessionDatabase::session,
                        limit,
                        offset)
                .stream()
                .map(this::summary)
                .toList();
    }

    public Summary summary(Session session) {
        return database.one(
                        "SELECT count(*) AS turns, max(at) AS last FROM turn WHERE session = ?",
                        row -> new Summary(
                                session,
                                row.number("turns"),
                                row.maybeInstant("last").orElse(session.started())),
                        session.id())
                .orElseThrow();
    }

    public long count() {
        return database.one("SELECT count(*) AS n FROM session", row -> row.number("n"))
                .orElseThrow();
    }

    /** A part of what was said, oldest first. */
    public List<Turn> turns(String sessionId, int offset, int limit) {
        return database.query(
                "SELECT role, text, at FROM turn WHERE session = ? ORDER BY id LIMIT ? OFFSET ?",
                row -> new Turn(Turn.Role.valueOf(row.text("role")), row.text("text"), row.instant("at")),
                sessionId,
                limit,
                offset);
    }

    /** Forgets the sessions in which nothing was said since then, and says how many. */
    public int prune(Instant before) {
        return database.update(
                "DELETE FROM session WHERE started < ? AND NOT EXISTS"
                        + " (SELECT 1 FROM turn WHERE turn.session = session.id AND turn.at >= ?)",
                before,
                before);
    }

    /** As search terms without operators, whatever characters are in them. */
    private static List<String> quoted(String words) {
        return Arrays.stream(words.strip().split("\\s+"))
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .limit(MOST_WORDS)
                .map(word -> '"' + word.replace("\"", "") + '"')
                .toList();
    }

    private static Session session(Row row) {
        return new Session(row.text("id"), row.text("title"), row.text("origin"), row.instant("started"));
    }
}
