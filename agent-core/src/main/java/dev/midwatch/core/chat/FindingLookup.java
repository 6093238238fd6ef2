package dev.midwatch.core.chat;

import dev.midwatch.api.check.Severity;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerEntry;
import java.util.Comparator;
import java.util.List;

/** Findings of the ledger, as people name them. */
public final class FindingLookup {
    private static final int MOST_NAMED = 100;

    private final FindingLedger ledger;

    public FindingLookup(FindingLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * The one whose fingerprint begins so.
     *
     * @throws IllegalArgumentException if there is none, or more than one
     */
    public LedgerEntry get(String prefix) {
        List<String> found = ledger.startingWith(prefix, MOST_NAMED);
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    found.isEmpty()
                            ? "there is no finding " + prefix
                            : "%s is the beginning of %d fingerprints%s; give more of it"
                                    .formatted(prefix, found.size(), found.size() == MOST_NAMED ? " or more" : ""));
        }
        return ledger.find(found.get(0)).orElseThrow();
    }

    /** Those that are open and that no other explains, most severe first, and of equal ones the oldest. */
    List<LedgerEntry> open() {
        return ledger.all().stream()
                .filter(entry -> entry.isOpen() && entry.causedBy().isEmpty())
                .sorted(Comparator.comparing((LedgerEntry entry) -> severity(entry))
                        .reversed()
                        .thenComparing(LedgerEntry::since))
                .toList();
    }

    /** Those that are open, folded ones too, on objects of that name: {@code shop/web}, {@code k3s-1}. */
    List<LedgerEntry> on(String object) {
        return ledger.all().stream()
                .filter(LedgerEntry::isOpen)
                .filter(entry -> name(entry).equals(object))
                .toList();
    }

    static String name(LedgerEntry entry) {
        String namespace = entry.finding().owner().namespace();
        String name = entry.finding().owner().name();
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    private static Severity severity(LedgerEntry entry) {
        return entry.finding().severity();
    }
}
