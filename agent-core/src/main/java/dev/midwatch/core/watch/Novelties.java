package dev.midwatch.core.watch;

import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.check.Observed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** What a look found that neither the ledger has nor a run is about to tell. */
final class Novelties {
    /** What so many runs saw no reason to tell is none: it has not lasted, or is silenced. */
    private static final int MOST_RUNS = 3;

    private final FindingLedger ledger;
    private final LongPredicate going;
    private final Map<String, Seen> seen = new HashMap<>();

    /**
     * A finding that no longer waits for its first run.
     *
     * @param run  the last that was to tell it
     * @param runs how many were
     */
    private record Seen(List<String> checks, long run, int runs) {}

    /** @param going whether a run has not ended */
    Novelties(FindingLedger ledger, LongPredicate going) {
        this.ledger = ledger;
        this.going = going;
    }

    /** What is no longer found is news when it comes again. */
    List<Observed> in(CheckReport report) {
        Set<String> found = report.roots().stream().map(Novelties::identity).collect(Collectors.toSet());
        seen.entrySet()
                .removeIf(one -> !found.contains(one.getKey())
                        && one.getValue().checks().stream().anyMatch(report.ran()::contains));
        return report.roots().stream()
                .filter(one -> !isTaken(one) && !isTold(one))
                .toList();
    }

    /** A run that has begun is to tell it. */
    void taken(Observed one, long run) {
        seen.merge(
                identity(one),
                new Seen(one.checks(), run, 1),
                (before, now) -> new Seen(now.checks(), now.run(), before.runs() + 1));
    }

    /** Whether of what was found some waits for its run to end. */
    boolean areOpen() {
        return seen.values().stream().anyMatch(one -> going.test(one.run()));
    }

    /** What a run was to tell and did not, since it failed or could not see it, is news as before. */
    private boolean isTaken(Observed one) {
        Seen before = seen.get(identity(one));
        return before != null && (before.runs() >= MOST_RUNS || going.test(before.run()));
    }

    private boolean isTold(Observed one) {
        return ledger.find(one.fingerprint())
                .filter(LedgerEntry::isOpen)
                .filter(entry -> entry.observed()
                                .finding()
                                .severity()
                                .compareTo(one.finding().severity())
                        >= 0)
                .isPresent();
    }

    private static String identity(Observed one) {
        return one.finding().severity() + " " + one.fingerprint();
    }
}
