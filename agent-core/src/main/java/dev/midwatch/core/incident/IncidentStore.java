package dev.midwatch.core.incident;

import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.Row;
import dev.midwatch.core.store.SearchTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables of incidents. */
public final class IncidentStore {
    private static final int MOST_WORDS = 8;

    private final Database database;

    public IncidentStore(Database database) {
        this.database = database;
    }

    /** Findings that are gone for good since then, told to people for what they were and not yet kept here; the oldest first. */
    List<String> gone(Instant from, Instant to, int limit) {
        return database.query(
                "SELECT fingerprint FROM findings f WHERE resolved BETWEEN ? AND ? AND caused_by IS NULL AND grade > 0"
                        + " AND flapping_since IS NULL AND NOT EXISTS (SELECT 1 FROM incident i"
                        + " WHERE i.fingerprint = f.fingerprint AND i.first_seen = f.first_seen) ORDER BY resolved LIMIT ?",
                row -> row.text("fingerprint"),
                from,
                to,
                limit);
    }

    /** Open findings whose owner nobody has looked at since they opened. */
    List<String> unseen(int limit) {
        return database.query(
                "SELECT fingerprint FROM findings f WHERE resolved IS NULL AND caused_by IS NULL AND grade > 0"
                        + " AND NOT EXISTS (SELECT 1 FROM owner_before o"
                        + " WHERE o.fingerprint = f.fingerprint AND o.first_seen = f.first_seen) LIMIT ?",
                row -> row.text("fingerprint"),
                limit);
    }

    void saw(String fingerprint, Instant firstSeen, OwnerState state) {
        database.update(
                "INSERT OR REPLACE INTO owner_before (fingerprint, first_seen, uid, generation, images) VALUES (?, ?, ?, ?, ?)",
                fingerprint,
                firstSeen,
                state.uid(),
                state.generation(),
                state.images());
    }

    Optional<OwnerState> before(String fingerprint, Instant firstSeen) {
        return database.one(
                "SELECT * FROM owner_before WHERE fingerprint = ? AND first_seen = ?",
                row -> new OwnerState(row.text("uid"), row.number("generation"), row.text("images")),
                fingerprint,
                firstSeen);
    }

    /**
     * Keeps it, once; its number among those of its reason and owner is counted here.
     *
     * @param firstSeen tells this spell of its finding from others
     */
    void keep(Incident incident, Instant firstSeen) {
        database.inTransaction(() -> {
            int times = last(incident.fingerprint(), incident.reason(), incident.owner())
                            .map(Incident::times)
                            .orElse(0)
                    + 1;
            database.update(
                    "INSERT OR IGNORE INTO incident (fingerprint, first_seen, reason, owner, about, severity, summary, cause, symptoms,"
                            + " affected, ended_by, how, opened, resolved, times) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    incident.fingerprint(),
                    firstSeen,
                    incident.reason(),
                    incident.owner(),
                    incident.about(),
                    incident.severity(),
                    incident.summary(),
                    incident.cause(),
                    incident.symptoms(),
                    incident.affected(),
                    incident.ending().kind(),
                    incident.ending().how(),
                    incident.opened(),
                    incident.resolved(),
                    times);
            database.update(
                    "DELETE FROM owner_before WHERE fingerprint = ? AND first_seen = ?",
                    incident.fingerprint(),
                    firstSeen);
        });
    }

    /** The newest of the same fingerprint, or else of the same reason and owner. */
    Optional<Incident> last(String fingerprint, String reason, String owner) {
        return database.one(
                        "SELECT * FROM incident WHERE fingerprint = ? ORDER BY opened DESC LIMIT 1",
                        IncidentStore::incident,
                        fingerprint)
                .or(() -> database.one(
                        "SELECT * FROM incident WHERE reason = ? AND owner = ? ORDER BY resolved DESC LIMIT 1",
                        IncidentStore::incident,
                        reason,
                        owner));
    }

    /** Newest first. */
    public List<Incident> find(IncidentQuery query, int limit) {
        List<Object> args = new ArrayList<>();
        StringBuilder where = new StringBuilder("WHERE 1");
        String match = match(query.words());
        if (!match.isEmpty()) {
            where.append(" AND id IN (SELECT rowid FROM incident_words WHERE incident_words MATCH ?)");
            args.add(match);
        }
        query.reason().ifPresent(reason -> {
            where.append(" AND lower(reason) = lower(?)");
            args.add(reason);
        });
        query.owner().ifPresent(owner -> {
            where.append(" AND instr(lower(about), lower(?)) > 0");
            args.add(owner);
        });
        args.add(limit);
        return database.query(
                "SELECT * FROM incident " + where + " ORDER BY resolved DESC, id DESC LIMIT ?",
                IncidentStore::incident,
                args.toArray());
    }

    /** Forgets those that ended before then, and the oldest beyond so many. */
    void prune(Instant before, int most) {
        database.update("DELETE FROM incident WHERE resolved < ?", before);
        database.update(
                "DELETE FROM incident WHERE id NOT IN (SELECT id FROM incident ORDER BY resolved DESC, id DESC LIMIT ?)",
                most);
        database.update("DELETE FROM owner_before WHERE fingerprint NOT IN (SELECT fingerprint FROM findings)");
    }

    /** Each word, or the beginning of one, whatever characters are in it. */
    private static String match(String words) {
        return SearchTerms.of(words).limit(MOST_WORDS).map(term -> term + "*").collect(Collectors.joining(" "));
    }

    private static Incident incident(Row row) {
        return new Incident(
                row.text("fingerprint"),
                row.text("reason"),
                row.text("owner"),
                row.text("about"),
                row.text("severity"),
                row.text("summary"),
                row.text("cause"),
                row.text("symptoms"),
                (int) row.number("affected"),
                new Ending(Ending.Kind.valueOf(row.text("ended_by")), row.text("how")),
                row.instant("opened"),
                row.instant("resolved"),
                (int) row.number("times"));
    }
}
