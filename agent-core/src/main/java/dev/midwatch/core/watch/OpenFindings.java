package dev.midwatch.core.watch;

import dev.midwatch.core.check.Ages;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The open findings as the model is shown them. */
public final class OpenFindings implements Supplier<String> {
    private final FindingLedger ledger;
    private final Clock clock;

    public OpenFindings(FindingLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String get() {
        String open = ledger.all().stream()
                .filter(entry -> entry.isOpen() && entry.causedBy().isEmpty())
                .map(this::line)
                .collect(Collectors.joining("\n"));
        return open.isEmpty() ? "no open findings" : open;
    }

    private String line(LedgerEntry entry) {
        String cause = entry.finding().cause().isEmpty()
                ? ""
                : "; cause: " + entry.finding().cause();
        return "%s %s on %s for %s: %s%s"
                .formatted(
                        entry.finding().severity(),
                        entry.finding().reason(),
                        entry.finding().owner(),
                        Ages.inWords(Duration.between(entry.since(), clock.instant())),
                        entry.finding().summary(),
                        cause);
    }
}
