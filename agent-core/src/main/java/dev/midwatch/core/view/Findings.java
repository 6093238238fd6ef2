package dev.midwatch.core.view;

import dev.midwatch.api.check.Severity;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.chat.FindingLookup;
import dev.midwatch.core.chat.Silencing;
import dev.midwatch.core.check.FindingHistory;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.FindingQuery;
import dev.midwatch.core.check.FindingSilence;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.check.Selection;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Level;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The ledger's findings, and what people do about them. */
public final class Findings {
    private static final int SHOWN_OF_PREVIEW = 20;

    private final FindingLedger ledger;
    private final FindingQuery query;
    private final FindingHistory history;
    private final Silencing silencing;
    private final Audit audit;

    public Findings(Database database, FindingLedger ledger, Silencing silencing, Audit audit) {
        this.ledger = ledger;
        this.query = new FindingQuery(database);
        this.history = new FindingHistory(database);
        this.silencing = silencing;
        this.audit = audit;
    }

    /** Open ones first, the gravest first, then the oldest. */
    public Listing<FindingRow> list(FindingFilter filter, Page page) {
        Selection wanted = selection(filter);
        List<FindingSilence> silences = ledger.silences();
        return new Listing<>(
                query.find(wanted, silences, page.offset(), page.limit()).stream()
                        .map(Findings::row)
                        .toList(),
                query.count(wanted, silences),
                page);
    }

    /** Seen, but not yet for as long as their checks want; nobody is told of them. */
    public List<FindingRow> pending() {
        return ledger.pending().stream()
                .map(one -> FindingRows.of(one.observed(), one.firstSeen(), one.lastSeen(), one.cycles()))
                .toList();
    }

    public FindingCounts counts() {
        FindingQuery.Counts counts = query.counts(ledger.silences());
        return new FindingCounts(
                counts.critical(),
                counts.warning(),
                counts.info(),
                counts.folded(),
                counts.acknowledged(),
                counts.silenced(),
                counts.flapping());
    }

    /** @param prefix the beginning of its fingerprint, as long as no other begins so */
    public FindingRow get(String prefix) {
        LedgerEntry entry = entry(prefix);
        return FindingRows.of(entry, ledger.state(entry, ledger.silences()), query.folded(entry.fingerprint()));
    }

    /** The open ones that this one explains, the gravest first. */
    public List<FindingRow> explainedBy(String fingerprint) {
        return query.explainedBy(fingerprint, ledger.silences(), Page.MOST).stream()
                .map(Findings::row)
                .toList();
    }

    /** Oldest first. */
    public List<FindingEvent> history(String fingerprint) {
        return history.of(fingerprint).stream()
                .map(event -> new FindingEvent(
                        event.at(), event.what().toString(), event.severity().toString()))
                .toList();
    }

    /** Somebody is on it: no repeats until it is resolved or gets worse. */
    public FindingRow acknowledge(String prefix, Actor by) {
        by.require(Level.OPERATOR);
        LedgerEntry entry = entry(prefix);
        if (!entry.isOpen()) {
            throw Refusal.conflict("the finding " + entry.fingerprint() + " is resolved");
        }
        audit.record("acknowledged", Map.of("by", by.who(), "finding", entry.fingerprint()));
        ledger.acknowledge(entry.fingerprint(), by.who());
        return get(entry.fingerprint());
    }

    public List<SilenceRow> silences() {
        return ledger.silences().stream()
                .map(one -> new SilenceRow(one.id(), one.matchers(), one.until(), one.by(), one.why()))
                .toList();
    }

    /** What a silence with these matchers would hide now. */
    public SilencePreview preview(Map<String, String> matchers) {
        FindingSilence silence = refusing(() -> new FindingSilence(0, matchers, Instant.MAX, "", ""));
        Selection silenced = new Selection(
                Set.of(LedgerEntry.State.SILENCED),
                Severity.INFO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
        return new SilencePreview(
                query.count(silenced, List.of(silence)),
                query.find(silenced, List.of(silence), 0, SHOWN_OF_PREVIEW).stream()
                        .map(Findings::row)
                        .toList());
    }

    /** @param time as in {@code 2h} or {@code 3d} */
    public List<SilenceRow> silence(Map<String, String> matchers, String time, String why, Actor by) {
        by.require(Level.OPERATOR);
        refusing(() -> silencing.silence(matchers, time, by.who(), why));
        return silences();
    }

    public void endSilence(long id, Actor by) {
        by.require(Level.OPERATOR);
        if (ledger.silences().stream().noneMatch(one -> one.id() == id)) {
            throw Refusal.notFound("there is no silence " + id);
        }
        audit.record("silence ended", Map.of("by", by.who(), "silence", id));
        ledger.endSilence(id);
    }

    private LedgerEntry entry(String prefix) {
        try {
            return new FindingLookup(ledger).get(prefix);
        } catch (IllegalArgumentException none) {
            throw Refusal.notFound(none.getMessage());
        }
    }

    private static FindingRow row(FindingQuery.Found found) {
        return FindingRows.of(found.entry(), found.state(), found.folded());
    }

    private static Selection selection(FindingFilter filter) {
        return new Selection(
                filter.states().stream().map(Findings::state).collect(Collectors.toSet()),
                filter.severity().map(Findings::severity).orElse(Severity.INFO),
                filter.namespace(),
                filter.reason(),
                filter.text(),
                filter.folded());
    }

    private static LedgerEntry.State state(String word) {
        return named(LedgerEntry.State.values(), "state", word);
    }

    private static Severity severity(String word) {
        return named(Severity.values(), "severity", word);
    }

    private static <E extends Enum<E>> E named(E[] all, String what, String word) {
        return Arrays.stream(all)
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("%s: %s is none of %s"
                        .formatted(
                                what,
                                word,
                                Arrays.stream(all)
                                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")))));
    }

    static <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException wrong) {
            throw Refusal.invalid(wrong.getMessage());
        }
    }
}
