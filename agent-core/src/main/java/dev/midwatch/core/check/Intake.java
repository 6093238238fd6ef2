package dev.midwatch.core.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes what a cycle saw into the ledger: each entry moves on, or begins. */
final class Intake {
    private final FindingStore store;
    private final PendingFindings pending;
    private final FindingHistory history;
    private final LedgerSettings settings;

    Intake(FindingStore store, PendingFindings pending, FindingHistory history, LedgerSettings settings) {
        this.store = store;
        this.pending = pending;
        this.history = history;
        this.settings = settings;
    }

    /** The entries that this report touched, as they are now. */
    List<LedgerEntry> take(CheckReport report) {
        Instant at = report.started();
        Map<String, LedgerEntry> before = new HashMap<>();
        store.live().forEach(entry -> before.put(entry.fingerprint(), entry));
        PendingFindings.Admitted admitted = pending.admit(report, fingerprint -> isOpen(before.get(fingerprint)));
        List<LedgerEntry> after = new ArrayList<>();
        for (Observed observed : folded(admitted.findings(), report, before.values())) {
            Optional<LedgerEntry> known = Optional.ofNullable(before.remove(observed.fingerprint()))
                    .or(() -> store.find(observed.fingerprint()));
            LedgerEntry now = known.map(entry -> Transition.seen(entry, observed, at, settings))
                    .orElseGet(() -> LedgerEntry.first(observed, at));
            LedgerEntry since = Optional.ofNullable(admitted.since().get(observed.fingerprint()))
                    .map(now::begunAt)
                    .orElse(now);
            history.note(known, since, at);
            after.add(since);
        }
        before.values().stream()
                .filter(entry -> report.wouldShow(entry.observed()))
                .forEach(entry -> {
                    LedgerEntry gone = Transition.gone(entry, at, settings);
                    history.note(Optional.of(entry), gone, at);
                    after.add(gone);
                });
        after.forEach(store::save);
        return after;
    }

    private static boolean isOpen(LedgerEntry entry) {
        return entry != null && entry.isOpen();
    }

    /** A cause may be the finding of another job, or hidden just now: what this report could not show is taken as it was last seen. */
    private static List<Observed> folded(List<Observed> findings, CheckReport report, Collection<LedgerEntry> known) {
        Set<String> reported = findings.stream().map(Observed::fingerprint).collect(Collectors.toSet());
        List<Observed> all = new ArrayList<>();
        findings.forEach(observed -> all.add(observed.unexplained()));
        known.stream()
                .filter(entry -> entry.isOpen() && report.mayHide(entry.observed()))
                .filter(entry -> !reported.contains(entry.fingerprint()))
                .forEach(entry -> all.add(entry.observed().unexplained()));
        return Folding.fold(all).stream()
                .filter(observed -> reported.contains(observed.fingerprint()))
                .toList();
    }
}
