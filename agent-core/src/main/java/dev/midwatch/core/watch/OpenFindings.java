package dev.midwatch.core.watch;

import dev.midwatch.api.check.Severity;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.text.Ages;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The open findings, as the model is shown them and as a report counts them. */
public final class OpenFindings implements Supplier<String> {
    private static final int MOST_IN_REPORT = 8;

    private final FindingLedger ledger;
    private final Clock clock;

    public OpenFindings(FindingLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String get() {
        List<LedgerEntry> open = open();
        return open.isEmpty()
                ? "no open findings"
                : open.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    /** The line of a report that says what is still broken, worst first; info findings are not counted. */
    String inReport() {
        List<LedgerEntry> open = open().stream()
                .filter(entry -> entry.finding().severity() != Severity.INFO)
                .sorted(Comparator.comparing(
                                (LedgerEntry entry) -> entry.finding().severity())
                        .reversed())
                .toList();
        if (open.isEmpty()) {
            return "• Open problems: none";
        }
        String listed = open.stream()
                .limit(MOST_IN_REPORT)
                .map(entry -> "\n  %s %s (%s)"
                        .formatted(
                                FindingRenderer.mark(entry.finding().severity()),
                                FindingRenderer.unfenced(entry.finding().summary()),
                                age(entry)))
                .collect(Collectors.joining());
        String rest = open.size() > MOST_IN_REPORT
                ? "\n  … and %d more: `midwatch findings list`".formatted(open.size() - MOST_IN_REPORT)
                : "";
        return "• Open problems: %d%s%s".formatted(open.size(), listed, rest);
    }

    private List<LedgerEntry> open() {
        return ledger.all().stream()
                .filter(entry -> entry.isOpen() && entry.causedBy().isEmpty())
                .toList();
    }

    private String age(LedgerEntry entry) {
        return Ages.inWords(Duration.between(entry.since(), clock.instant()));
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
                        age(entry),
                        entry.finding().summary(),
                        cause);
    }
}
