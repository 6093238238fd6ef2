package dev.midwatch.core.check;

import dev.midwatch.api.check.Severity;
import dev.midwatch.core.check.Told.UnderWay;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ledger's tables. */
final class FindingStore {
    /** Not those that are drawn from the finding for searching: each would be drawn anew for every row. */
    static final String COLUMNS =
            "fingerprint, plugin, checks, finding, affected, caused_by, first_seen, last_seen, cycles,"
                    + " resolved, held_until, changes, flapping_since, told_at, told_severity, message, message_change,"
                    + " message_severity, acknowledged_by";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM findings ";

    private final Database database;

    FindingStore(Database database) {
        this.database = database;
    }

    Optional<LedgerEntry> find(String fingerprint) {
        return database.one(SELECT + "WHERE fingerprint = ?", FindingStore::entry, fingerprint);
    }

    /** Entries that a cycle may still have to say something about: open ones, and those whose end was not told or is flapping. */
    List<LedgerEntry> live() {
        return database.query(
                SELECT
                        + "WHERE resolved IS NULL OR told_at IS NOT NULL OR flapping_since IS NOT NULL OR message IS NOT NULL",
                FindingStore::entry);
    }

    List<LedgerEntry> all() {
        return database.query(SELECT + "ORDER BY resolved IS NOT NULL, last_seen DESC", FindingStore::entry);
    }

    List<LedgerEntry> explainedBy(String fingerprint) {
        return database.query(SELECT + "WHERE caused_by = ? ORDER BY fingerprint", FindingStore::entry, fingerprint);
    }

    List<String> startingWith(String prefix, int limit) {
        return database.query(
                "SELECT fingerprint FROM findings WHERE substr(fingerprint, 1, ?) = ? LIMIT ?",
                row -> row.text("fingerprint"),
                prefix.length(),
                prefix,
                limit);
    }

    void save(LedgerEntry entry) {
        Observed observed = entry.observed();
        Spell spell = entry.spell();
        Told told = entry.told();
        database.update(
                "INSERT OR REPLACE INTO findings (" + COLUMNS + ")"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                observed.fingerprint(),
                observed.plugin(),
                String.join(" ", observed.checks()),
                FindingJson.write(observed.finding()),
                observed.affected(),
                observed.causedBy().orElse(null),
                spell.firstSeen(),
                spell.lastSeen(),
                spell.cycles(),
                spell.resolved().orElse(null),
                spell.heldUntil().orElse(null),
                spell.changes().stream()
                        .map(when -> Long.toString(when.toEpochMilli()))
                        .collect(Collectors.joining(" ")),
                spell.flappingSince().orElse(null),
                told.at().orElse(null),
                told.severity().map(Severity::name).orElse(null),
                told.underWay().map(UnderWay::message).orElse(null),
                told.underWay().map(underWay -> underWay.change().name()).orElse(null),
                told.underWay().map(underWay -> underWay.severity().name()).orElse(null),
                told.acknowledgedBy().orElse(null));
    }

    List<LedgerEntry> toldBy(String message) {
        return database.query(SELECT + "WHERE message = ?", FindingStore::entry, message);
    }

    List<String> messagesUnderWay() {
        return database.query(
                "SELECT DISTINCT message FROM findings WHERE message IS NOT NULL", row -> row.text("message"));
    }

    int prune(Instant resolvedBefore) {
        return database.update(
                "DELETE FROM findings WHERE resolved < ? AND told_at IS NULL AND message IS NULL", resolvedBefore);
    }

    List<FindingSilence> silences(Instant now) {
        return database.query(
                "SELECT * FROM silences WHERE until > ? ORDER BY id",
                row -> new FindingSilence(
                        row.number("id"),
                        FindingJson.fromText(row.text("matchers")).textMembers(),
                        row.instant("until"),
                        row.text("by"),
                        row.text("why")),
                now);
    }

    void add(FindingSilence silence, Instant now) {
        database.update(
                "INSERT INTO silences (matchers, until, by, why, created) VALUES (?, ?, ?, ?, ?)",
                FindingJson.toText(silence.matchers()),
                silence.until(),
                silence.by(),
                silence.why(),
                now);
    }

    boolean endSilence(long id, Instant now) {
        return database.update("UPDATE silences SET until = ? WHERE id = ? AND until > ?", now, id, now) > 0;
    }

    static LedgerEntry entry(Row row) {
        Observed observed = new Observed(
                row.text("plugin"),
                List.of(row.text("checks").split(" ")),
                row.text("fingerprint"),
                FindingJson.read(row.text("finding")),
                (int) row.number("affected"),
                row.maybeText("caused_by"));
        Spell spell = new Spell(
                row.instant("first_seen"),
                row.instant("last_seen"),
                row.number("cycles"),
                row.maybeInstant("resolved"),
                row.maybeInstant("held_until"),
                instants(row.text("changes")),
                row.maybeInstant("flapping_since"));
        return new LedgerEntry(observed, spell, told(row));
    }

    private static Told told(Row row) {
        return new Told(
                row.maybeInstant("told_at"),
                row.maybeText("told_severity").map(Severity::valueOf),
                row.maybeText("message")
                        .map(message -> new UnderWay(
                                message,
                                Change.valueOf(row.text("message_change")),
                                Severity.valueOf(row.text("message_severity")))),
                row.maybeText("acknowledged_by"));
    }

    private static List<Instant> instants(String text) {
        return Arrays.stream(text.split(" "))
                .filter(one -> !one.isEmpty())
                .map(one -> Instant.ofEpochMilli(Long.parseLong(one)))
                .toList();
    }
}
