package dev.midwatch.core.check;

import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where findings wait that must be {@linkplain dev.midwatch.api.check.Finding#sustained seen for a while} before they count. What waits
 * here is not in the ledger: nobody is told of it, and it explains nothing. It outlasts a restart.
 */
final class PendingFindings {
    private final Database database;

    PendingFindings(Database database) {
        this.database = database;
    }

    /**
     * What of a report counts.
     *
     * @param since for those that waited here, since when every cycle has seen them
     */
    record Admitted(List<Observed> findings, Map<String, Instant> since) {}

    /** @param isOpen whether the ledger holds a finding as open: that one has proved itself */
    Admitted admit(CheckReport report, Predicate<String> isOpen) {
        Map<String, PendingFinding> before = new HashMap<>();
        all().forEach(one -> before.put(one.fingerprint(), one));
        List<Observed> admitted = new ArrayList<>();
        Map<String, Instant> since = new HashMap<>();
        for (Observed observed : report.findings()) {
            Optional<PendingFinding> known = Optional.ofNullable(before.remove(observed.fingerprint()));
            PendingFinding now = known.map(one -> one.seen(observed, report.started()))
                    .orElseGet(() -> PendingFinding.first(observed, report.started()));
            if (now.hasLasted() || isOpen.test(observed.fingerprint())) {
                admitted.add(observed);
                known.ifPresent(one -> {
                    since.put(one.fingerprint(), one.firstSeen());
                    forget(one);
                });
            } else {
                save(now);
            }
        }
        before.values().stream().filter(one -> report.wouldShow(one.observed())).forEach(this::forget);
        return new Admitted(admitted, since);
    }

    /** Those that have waited longest first. */
    List<PendingFinding> all() {
        return database.query(
                "SELECT * FROM pending_findings ORDER BY first_seen, fingerprint", PendingFindings::pending);
    }

    /** Forgets what no cycle has looked at since: its check is gone. */
    void prune(Instant lastSeenBefore) {
        database.update("DELETE FROM pending_findings WHERE last_seen < ?", lastSeenBefore);
    }

    private void forget(PendingFinding one) {
        database.update("DELETE FROM pending_findings WHERE fingerprint = ?", one.fingerprint());
    }

    private void save(PendingFinding one) {
        Observed observed = one.observed();
        database.update(
                "INSERT OR REPLACE INTO pending_findings (fingerprint, plugin, checks, finding, affected,"
                        + " first_seen, last_seen, cycles) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                observed.fingerprint(),
                observed.plugin(),
                String.join(" ", observed.checks()),
                FindingJson.write(observed.finding()),
                observed.affected(),
                one.firstSeen(),
                one.lastSeen(),
                one.cycles());
    }

    private static PendingFinding pending(Row row) {
        Observed observed = new Observed(
                row.text("plugin"),
                List.of(row.text("checks").split(" ")),
                row.text("fingerprint"),
                FindingJson.read(row.text("finding")),
                (int) row.number("affected"),
                Optional.empty());
        return new PendingFinding(observed, row.instant("first_seen"), row.instant("last_seen"), row.number("cycles"));
    }
}
