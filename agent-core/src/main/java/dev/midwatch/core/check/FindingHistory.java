package dev.midwatch.core.check;

import dev.midwatch.api.check.Severity;
import dev.midwatch.core.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What became of findings over time: when each came, went, and changed its severity. */
public final class FindingHistory {
    private final Database database;

    public FindingHistory(Database database) {
        this.database = database;
    }

    /** A change in the life of a finding. */
    public enum What {
        OPENED,
        RESOLVED,
        WORSE,
        BETTER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param severity from then on */
    public record Event(Instant at, What what, Severity severity) {}

    /** Oldest first. */
    public List<Event> of(String fingerprint) {
        return database.query(
                "SELECT at, what, severity FROM finding_event WHERE fingerprint = ? ORDER BY at, seq",
                row -> new Event(
                        row.instant("at"), What.valueOf(row.text("what")), Severity.valueOf(row.text("severity"))),
                fingerprint);
    }

    void note(Optional<LedgerEntry> before, LedgerEntry after, Instant at) {
        what(before, after)
                .ifPresent(what -> database.update(
                        "INSERT INTO finding_event (fingerprint, at, what, severity) VALUES (?, ?, ?, ?)",
                        after.fingerprint(),
                        what == What.OPENED && before.isEmpty() ? after.spell().firstSeen() : at,
                        what.name(),
                        after.finding().severity().name()));
    }

    private static Optional<What> what(Optional<LedgerEntry> before, LedgerEntry after) {
        boolean wasOpen = before.filter(LedgerEntry::isOpen).isPresent();
        if (wasOpen != after.isOpen()) {
            return Optional.of(after.isOpen() ? What.OPENED : What.RESOLVED);
        }
        int change = wasOpen
                ? after.finding().severity().compareTo(before.get().finding().severity())
                : 0;
        return change == 0 ? Optional.empty() : Optional.of(change > 0 ? What.WORSE : What.BETTER);
    }

    /** Of a finding that the ledger still holds the last one stays: how it stood then is how it stands until the next. */
    void prune(Instant before) {
        database.update(
                "DELETE FROM finding_event WHERE at < ? AND (fingerprint NOT IN (SELECT fingerprint FROM findings)"
                        + " OR EXISTS (SELECT 1 FROM finding_event later WHERE later.fingerprint = finding_event.fingerprint"
                        + " AND later.at < ? AND (later.at, later.seq) > (finding_event.at, finding_event.seq)))",
                before,
                before);
    }
}
