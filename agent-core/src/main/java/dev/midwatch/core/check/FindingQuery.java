package dev.midwatch.core.check;

import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads parts of a long ledger without reading all of it: what is wanted is left out by the store, not here. */
public final class FindingQuery {
    private final Database database;

    public FindingQuery(Database database) {
        this.database = database;
    }

    /** An entry, how it stands, and how many open ones it explains. */
    public record Found(LedgerEntry entry, LedgerEntry.State state, long folded) {}

    /**
     * How many open entries no other explains, by severity; and of all open ones how many are folded under another, and how many stand
     * how. Silenced ones are counted as silenced alone.
     */
    public record Counts(
            long critical, long warning, long info, long folded, long acknowledged, long silenced, long flapping) {}

    /** Open ones first, the gravest first, then the oldest. */
    public List<Found> find(Selection wanted, List<FindingSilence> silences, int offset, int limit) {
        Condition condition = condition(wanted, silences);
        List<Object> args = new ArrayList<>(condition.args());
        args.add(limit);
        args.add(offset);
        return database.query(
                "SELECT " + FindingStore.COLUMNS
                        + ", (SELECT count(*) FROM findings under WHERE under.caused_by = findings.fingerprint"
                        + " AND under.resolved IS NULL) AS folded FROM findings WHERE "
                        + condition.sql()
                        + " ORDER BY resolved IS NOT NULL, caused_by IS NOT NULL, grade DESC, first_seen, fingerprint"
                        + " LIMIT ? OFFSET ?",
                row -> found(row, silences),
                args.toArray());
    }

    public long count(Selection wanted, List<FindingSilence> silences) {
        Condition condition = condition(wanted, silences);
        return database.one(
                        "SELECT count(*) AS n FROM findings WHERE " + condition.sql(),
                        row -> row.number("n"),
                        condition.args().toArray())
                .orElseThrow();
    }

    /** How many open ones it explains. */
    public long folded(String fingerprint) {
        return database.one(
                        "SELECT count(*) AS n FROM findings WHERE caused_by = ? AND resolved IS NULL",
                        row -> row.number("n"),
                        fingerprint)
                .orElseThrow();
    }

    /** The open ones that one explains, the gravest first. */
    public List<Found> explainedBy(String fingerprint, List<FindingSilence> silences, int limit) {
        return database.query(
                "SELECT " + FindingStore.COLUMNS
                        + ", 0 AS folded FROM findings WHERE caused_by = ? AND resolved IS NULL"
                        + " ORDER BY grade DESC, first_seen, fingerprint LIMIT ?",
                row -> found(row, silences),
                fingerprint,
                limit);
    }

    public Counts counts(List<FindingSilence> silences) {
        Condition silenced = Condition.silenced(silences);
        Map<String, Long> by = new HashMap<>();
        database.query(
                        "SELECT what, stands, count(*) AS n FROM (SELECT CASE WHEN " + silenced.sql()
                                + " THEN 'silenced' WHEN caused_by IS NOT NULL THEN 'folded' ELSE severity END AS what,"
                                + " CASE WHEN flapping_since IS NOT NULL THEN 'flapping'"
                                + " WHEN acknowledged_by IS NOT NULL THEN 'acknowledged' ELSE 'open' END AS stands"
                                + " FROM findings WHERE " + Condition.OPEN + ") GROUP BY what, stands",
                        row -> new Part(row.text("what"), row.text("stands"), row.number("n")),
                        silenced.args().toArray())
                .forEach(part -> part.add(by));
        return new Counts(
                by.getOrDefault("critical", 0L),
                by.getOrDefault("warning", 0L),
                by.getOrDefault("info", 0L),
                by.getOrDefault("folded", 0L),
                by.getOrDefault("acknowledged", 0L),
                by.getOrDefault("silenced", 0L),
                by.getOrDefault("flapping", 0L));
    }

    private record Part(String what, String stands, long number) {
        void add(Map<String, Long> to) {
            to.merge(what, number, Long::sum);
            if (!what.equals("silenced")) {
                to.merge(stands, number, Long::sum);
            }
        }
    }

    /** How many there are of a severity that stand so. */
    public record Group(String severity, LedgerEntry.State state, long count) {}

    /** The open ones that no other explains. */
    public List<Group> groups(List<FindingSilence> silences) {
        Condition silenced = Condition.silenced(silences);
        return database.query(
                "SELECT severity, state, count(*) AS n FROM (SELECT severity, CASE WHEN " + silenced.sql()
                        + " THEN 'SILENCED' WHEN flapping_since IS NOT NULL THEN 'FLAPPING'"
                        + " WHEN acknowledged_by IS NOT NULL THEN 'ACKNOWLEDGED' ELSE 'OPEN' END AS state"
                        + " FROM findings WHERE " + Condition.OPEN + " AND " + Condition.UNEXPLAINED
                        + ") GROUP BY severity, state",
                row -> new Group(row.text("severity"), LedgerEntry.State.valueOf(row.text("state")), row.number("n")),
                silenced.args().toArray());
    }

    private static Found found(Row row, List<FindingSilence> silences) {
        LedgerEntry entry = FindingStore.entry(row);
        boolean silenced = entry.isOpen()
                && silences.stream()
                        .anyMatch(
                                one -> one.matches(entry.finding(), one.until().minusMillis(1)));
        return new Found(entry, silenced ? LedgerEntry.State.SILENCED : entry.state(), row.number("folded"));
    }

    private static Condition condition(Selection wanted, List<FindingSilence> silences) {
        Condition condition =
                wanted.states().isEmpty() ? Condition.of(Condition.OPEN) : Condition.of(wanted.states(), silences);
        condition = condition.and("grade >= ?", wanted.least().ordinal());
        if (!wanted.folded()) {
            condition = condition.and(Condition.UNEXPLAINED);
        }
        if (wanted.namespace().isPresent()) {
            condition = condition.and("namespace = ?", wanted.namespace().get());
        }
        if (wanted.reason().isPresent()) {
            condition = condition.and("reason = ?", wanted.reason().get());
        }
        if (wanted.text().isPresent()) {
            String like = Condition.containing(wanted.text().get());
            condition = condition.and(
                    "(fingerprint LIKE ? ESCAPE '\\' OR reason LIKE ? ESCAPE '\\' OR namespace || '/' || name LIKE ? ESCAPE '\\'"
                            + " OR json_extract(finding, '$.summary') LIKE ? ESCAPE '\\')",
                    like,
                    like,
                    like,
                    like);
        }
        return condition;
    }
}
