package dev.midwatch.core.watch;

import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.check.Observed;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a look found that neither the ledger has nor the look before. */
final class Novelties {
    private final FindingLedger ledger;
    private Set<String> known = Set.of();

    Novelties(FindingLedger ledger) {
        this.ledger = ledger;
    }

    List<Observed> in(CheckReport report) {
        return report.roots().stream()
                .filter(one -> !known.contains(identity(one)) && !isTold(one))
                .toList();
    }

    /** This has been taken care of; what is no longer found is news when it comes again. */
    void known(CheckReport report) {
        known = report.roots().stream().map(Novelties::identity).collect(Collectors.toSet());
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
