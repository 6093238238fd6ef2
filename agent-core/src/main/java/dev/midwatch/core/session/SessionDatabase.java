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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Conversations in the store, their words indexed for search. */
public final class SessionDatabase implements SessionStore {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final int LONGEST_TITLE = 100;

    private final Database database;
    private final InstantSource clock;

    public SessionDatabase(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Session start(String written, String origin) {
        return start(written, origin, clock.instant());
    }

    private Session start(String written, String origin, Instant at) {
        Instant started = at.truncatedTo(ChronoUnit.MILLIS);
        String title = PlainText.ofProcess().of(written);
        String id = "%s-%08x"
                .formatted(TIME.format(started), ThreadLocalRandom.current().nextInt());
        database.update(
                "INSERT INTO session (id, title, origin, started) VALUES (?, ?, ?, ?)", id, title, origin, started);
        return new Session(id, title, origin, started);
    }

    @Override
    public Optional<Session> find(String id) {
        return database.one("SELECT * FROM session WHERE id = ?", SessionDatabase::session, id);
    }

    @Override
    public void append(String sessionId, Turn turn) {
        database.note(
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
        return matches(words, limit).sessions();
    }

    /**
     * What a search found.
     *
     * @param sessions best first
     * @param cut      whether there may be more, further back or less likely
     */
    public record Matches(List<Session> sessions, boolean cut) {
        public Matches {
            sessions = List.copyOf(sessions);
        }
    }

    /** As {@link #search}, and whether all was looked at. */
    public Matches matches(String words, int limit) {
        SessionSearch.Hits hits = new SessionSearch(database).find(words, limit);
        return new Matches(hits.ids().stream().flatMap(id -> find(id).stream()).toList(), hits.cut());
    }

    /**
     * A session as it stands in a list.
     *
     * @param turns  how many there are
     * @param last   when something was said last
     * @param parent the session it was forked from
     */
    public record Summary(Session session, long turns, Instant last, Optional<String> parent) {}

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
                        "SELECT count(*) AS turns, max(at) AS last, (SELECT parent FROM session WHERE id = ?1) AS parent"
                                + " FROM turn WHERE session = ?1",
                        row -> new Summary(
                                session,
                                row.number("turns"),
                                row.maybeInstant("last").orElse(session.started()),
                                row.maybeText("parent")),
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

    /** The one that was begun last there. */
    public Optional<Session> last(String origin) {
        return database.one(
                "SELECT * FROM session WHERE origin = ? ORDER BY started DESC, id DESC LIMIT 1",
                SessionDatabase::session,
                origin);
    }

    /**
     * A person chose a title, and that is the last word on it.
     *
     * @return false if there is no such session
     */
    public boolean retitle(String id, String written) {
        String title = title(written);
        if (title.isEmpty()) {
            throw new IllegalArgumentException("a title is not empty");
        }
        return database.update("UPDATE session SET title = ?, titled_by = 'PERSON' WHERE id = ?", title, id) > 0;
    }

    /** A title from whoever made one up; false if the session has a chosen one already, or there is none, or nothing in it can be read. */
    public boolean titleOnce(String id, String written) {
        String title = title(written);
        return !title.isEmpty()
                && database.update(
                                "UPDATE session SET title = ?, titled_by = 'KERNEL' WHERE id = ? AND titled_by IS NULL",
                                title,
                                id)
                        > 0;
    }

    /** One line without secrets; shortened afterwards, because the half of a secret is not known for one. */
    private static String title(String written) {
        String line = PlainText.ofProcess().of(written).strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
    }

    /**
     * Begins a session with what was said first in another.
     *
     * @param turns how many of its turns, from the first
     * @param origin who goes on with it
     * @throws IllegalArgumentException if there is no such session, or it has fewer turns
     */
    public Session fork(String id, long turns, String origin) {
        return database.transaction(() -> {
            Session parent = find(id).orElseThrow(() -> new IllegalArgumentException("there is no session " + id));
            long all = summary(parent).turns();
            if (turns < 1 || turns > all) {
                throw new IllegalArgumentException(
                        "the session %s has %d turns; it cannot be forked after turn %d".formatted(id, all, turns));
            }
            Session fork = start(parent.title(), origin);
            database.update("UPDATE session SET parent = ? WHERE id = ?", id, fork.id());
            database.update(
                    "INSERT INTO turn (session, role, text, at)"
                            + " SELECT ?, role, text, at FROM turn WHERE session = ? ORDER BY id LIMIT ?",
                    fork.id(),
                    id,
                    turns);
            return fork;
        });
    }

    /** A session with all that was said in it; empty if there is none. */
    public Optional<Transcript> transcript(String id) {
        return find(id).map(session -> new Transcript(
                session.id(),
                session.title(),
                session.origin(),
                session.started(),
                summary(session).parent(),
                turns(session.id())));
    }

    /**
     * Keeps a session that was had elsewhere. What was said in it was said to somebody else: it is of nobody here, and nobody's to go on
     * with before it is forked.
     *
     * @param from where it was had
     * @return empty if it is kept already
     */
    public Optional<Session> keep(String from, Transcript transcript) {
        return database.transaction(() -> {
            if (isKept(from, transcript)) {
                return Optional.empty();
            }
            Session kept = start(transcript.title(), "import:" + from, transcript.started());
            database.update("UPDATE session SET imported = ? WHERE id = ?", from + ":" + transcript.name(), kept.id());
            transcript.turns().forEach(turn -> append(kept.id(), turn));
            return Optional.of(kept);
        });
    }

    /** Whether {@link #keep} has kept it. */
    public boolean isKept(String from, Transcript transcript) {
        return database.one(
                        "SELECT id FROM session WHERE imported = ?",
                        row -> row.text("id"),
                        from + ":" + transcript.name())
                .isPresent();
    }

    /** Those whose id begins or ends so, two at most: enough to know whether one is meant. */
    public List<Session> named(String part) {
        return database.query(
                "SELECT * FROM session WHERE substr(id, 1, length(?1)) = ?1 OR substr(id, -length(?1)) = ?1 LIMIT 2",
                SessionDatabase::session,
                part);
    }

    /** Forgets a session with all that was said in it; false if there is none. */
    public boolean delete(String id) {
        return database.update("DELETE FROM session WHERE id = ?", id) > 0;
    }

    /** What was imported is old when it comes, and somebody wanted it: it stays until somebody deletes it. */
    private static final String QUIET =
            " FROM session WHERE imported IS NULL AND started < ? AND NOT EXISTS (SELECT 1 FROM turn WHERE turn.session = session.id AND turn.at >= ?)";

    /** The sessions in which nothing was said since then, oldest first; none that was imported. */
    public List<Session> quietSince(Instant before) {
        return database.query("SELECT *" + QUIET + " ORDER BY started", SessionDatabase::session, before, before);
    }

    /** Forgets the sessions that {@link #quietSince} finds, and says how many. */
    public int prune(Instant before) {
        return database.update("DELETE" + QUIET, before, before);
    }

    /** Keeps searches fast; see {@link SearchIndex#tidy}. Once a day is enough. */
    public void tidy() {
        new SearchIndex(database).tidy();
    }

    private static Session session(Row row) {
        return new Session(row.text("id"), row.text("title"), row.text("origin"), row.instant("started"));
    }
}
