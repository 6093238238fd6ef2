package dev.midwatch.core.chat;

import dev.midwatch.api.store.SessionStore;
import dev.midwatch.core.agent.Evidence;
import dev.midwatch.core.check.FindingJson;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Cap;
import dev.midwatch.core.tool.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The talk about each finding: one session for the people of a level, on whatever channel they are. What operators said does not speak to
 * viewers, and nobody's words speak with the rights of somebody who may do more. From any thread.
 */
public final class FindingTalks {
    private static final Cap FINDING = new Cap(4_000, "which the model was not given");

    private final Database database;
    private final SessionStore sessions;
    private final FindingLedger ledger;
    private final Map<String, Semaphore> floors = new ConcurrentHashMap<>();

    public FindingTalks(Database database, SessionStore sessions, FindingLedger ledger) {
        this.database = database;
        this.sessions = sessions;
        this.ledger = ledger;
    }

    public Optional<String> session(String fingerprint, Level level) {
        return database.one(
                "SELECT session FROM finding_conversation WHERE fingerprint = ? AND level = ?",
                row -> row.text("session"),
                fingerprint,
                level);
    }

    /** The session in which people of that level go on to talk about a finding; a fresh one if nobody has yet. */
    public String open(String fingerprint, Level level) {
        return open(fingerprint, level, Optional.empty());
    }

    /** @param here what has been talked in so far; becomes the talk about the finding if there is none, and that one is about no other */
    String open(String fingerprint, Level level, Optional<String> here) {
        return database.transaction(() -> session(fingerprint, level).orElseGet(() -> {
            String session = here.filter(known -> level(known).isEmpty()).orElseGet(() -> start(fingerprint));
            database.update(
                    "INSERT INTO finding_conversation (fingerprint, level, session) VALUES (?, ?, ?)",
                    fingerprint,
                    level,
                    session);
            return session;
        }));
    }

    private String start(String fingerprint) {
        String title =
                ledger.find(fingerprint).map(entry -> entry.finding().summary()).orElse("finding " + fingerprint);
        return sessions.start(title, "finding:" + fingerprint).id();
    }

    /** Whose talk a session is; empty if it is about no finding. */
    public Optional<Level> level(String session) {
        return database.one(
                "SELECT level FROM finding_conversation WHERE session = ?",
                row -> Level.valueOf(row.text("level")),
                session);
    }

    /** What the finding is that a session is about, for the model; empty if it is about none. */
    public Optional<Evidence> finding(String session) {
        return database.one(
                        "SELECT fingerprint FROM finding_conversation WHERE session = ?",
                        row -> row.text("fingerprint"),
                        session)
                .flatMap(ledger::find)
                .map(entry -> new Evidence("the finding that this is about", FINDING.apply(text(entry))));
    }

    private static String text(LedgerEntry entry) {
        return FindingJson.toScript(entry.observed()).entrySet().stream()
                .map(field -> field.getKey() + ": " + field.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** The next who talks about what that session is about begins one, wherever that is. Does nothing to a session about no finding. */
    void forget(String session) {
        database.inTransaction(() -> {
            if (database.update("DELETE FROM finding_conversation WHERE session = ?", session) > 0) {
                database.update("DELETE FROM conversation WHERE session = ?", session);
            }
        });
    }

    /** The right to speak in a session, which is one's own until it is closed. */
    public interface Floor extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits until nobody else speaks there. Only the talk about a finding is had in several places at once. Who is interrupted meanwhile
     * gets no floor and stays interrupted, so that what is begun then ends at once.
     *
     * @return empty if somebody else still speaks after that time
     */
    public Optional<Floor> take(String session, Duration limit) {
        if (level(session).isEmpty()) {
            return Optional.of(() -> {});
        }
        Semaphore floor = floor(session);
        try {
            return floor.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.of(floor::release)
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(() -> {});
        }
    }

    /** Empty if somebody speaks there now. */
    public Optional<Floor> tryTake(String session) {
        if (level(session).isEmpty()) {
            return Optional.of(() -> {});
        }
        Semaphore floor = floor(session);
        return floor.tryAcquire() ? Optional.of(floor::release) : Optional.empty();
    }

    private Semaphore floor(String session) {
        return floors.computeIfAbsent(session, any -> new Semaphore(1, true));
    }
}
