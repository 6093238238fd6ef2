package dev.midwatch.core.check;

import dev.midwatch.core.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Remembers findings over time, across restarts and across the jobs that look at them: a problem is told once, by whichever job
 * sees it first. An entry counts as told only after a channel accepted the message.
 */
public final class FindingLedger {
    private static final Duration KEEP_RESOLVED = Duration.ofDays(90);

    private static final Comparator<LedgerUpdate.News> TELLING_ORDER = Comparator.comparing(
                    (LedgerUpdate.News news) -> news.change() == Change.RESOLVED)
            .thenComparing(Comparator.comparing(
                            (LedgerUpdate.News news) -> news.entry().finding().severity())
                    .reversed())
            .thenComparing(news -> news.entry().since())
            .thenComparing(news -> news.entry().finding().owner().key());

    private final Database database;
    private final FindingStore store;
    private final PendingFindings pending;
    private final FindingHistory history;
    private final Intake intake;
    private final BlindSpots blindSpots;
    private final LedgerSettings settings;
    private final Clock clock;

    public FindingLedger(Database database, LedgerSettings settings, Clock clock) {
        this.database = database;
        this.store = new FindingStore(database);
        this.pending = new PendingFindings(database);
        this.history = new FindingHistory(database);
        this.intake = new Intake(store, pending, history, settings);
        this.blindSpots = new BlindSpots(database);
        this.settings = settings;
        this.clock = clock;
    }

    /** Takes in what a cycle saw and says what of it is news. In one transaction; telling it is another step. */
    public LedgerUpdate update(CheckReport report) {
        return database.transaction(() -> {
            Instant at = report.started();
            List<FindingSilence> silences = store.silences(at);
            List<LedgerEntry> after = intake.take(report);
            List<LedgerUpdate.News> news = after.stream()
                    .map(entry -> new LedgerUpdate.News(entry, change(entry, at, silences)))
                    .filter(one -> one.change().isNews())
                    .sorted(TELLING_ORDER)
                    .toList();
            boolean knownOpen = after.stream()
                    .anyMatch(entry -> entry.isOpen() && entry.told().at().isPresent());
            BlindSpots.News sight = blindSpots.update(report);
            store.prune(at.minus(KEEP_RESOLVED));
            pending.prune(at.minus(KEEP_RESOLVED));
            history.prune(at.minus(KEEP_RESOLVED));
            return new LedgerUpdate(
                    at,
                    NotifyReason.of(news.stream().map(LedgerUpdate.News::change).toList(), knownOpen),
                    news,
                    after.stream().filter(LedgerEntry::isOpen).toList(),
                    sight.lost(),
                    sight.regained(),
                    Map.of());
        });
    }

    /**
     * Takes in what a cycle saw and, in the same transaction, claims what of the news this message tells: of two runs that see the same
     * at the same time, in whatever process, one tells it, until {@link #givenUp}.
     *
     * @param choice leaves out of the news what this message does not tell
     */
    public LedgerUpdate claim(CheckReport report, String message, UnaryOperator<LedgerUpdate> choice) {
        return database.transaction(() -> {
            LedgerUpdate chosen = choice.apply(update(report));
            telling(chosen.news(), message);
            blindSpots.telling(chosen.blindNews(), message);
            blindSpots.telling(chosen.sightNews(), message);
            return chosen;
        });
    }

    private Change change(LedgerEntry entry, Instant at, List<FindingSilence> silences) {
        boolean silenced = silences.stream().anyMatch(silence -> silence.matches(entry.finding(), at));
        return silenced ? Change.NONE : Transition.change(entry, at, settings);
    }

    /** The message about these findings is in the outbox: they are not news until it was accepted or given up. */
    public void telling(Collection<LedgerUpdate.News> news, String message) {
        news.forEach(one -> store.find(one.entry().fingerprint())
                .ifPresent(entry -> store.save(entry.with(entry.told()
                        .telling(new Told.UnderWay(
                                message, one.change(), entry.finding().severity()))))));
    }

    /** Messages that are still on their way, as the ledger remembers; to be asked of the outbox after a start. */
    public List<String> messagesUnderWay() {
        return Stream.concat(store.messagesUnderWay().stream(), blindSpots.messagesUnderWay().stream())
                .distinct()
                .toList();
    }

    /** A channel accepted the message at that moment: what it told is told since then. */
    public void accepted(String message, Instant at) {
        database.transaction(() -> {
            store.toldBy(message)
                    .forEach(entry -> store.save(entry.with(entry.told().accepted(at))));
            blindSpots.accepted(message);
            return null;
        });
    }

    /** The message will never arrive: what it should have told is news again. */
    public void givenUp(String message) {
        database.transaction(() -> {
            store.toldBy(message)
                    .forEach(entry -> store.save(entry.with(entry.told().givenUp())));
            blindSpots.givenUp(message);
            return null;
        });
    }

    public Optional<LedgerEntry> find(String fingerprint) {
        return store.find(fingerprint);
    }

    /** What is, or was when it went, folded under that one. */
    public List<LedgerEntry> explainedBy(String fingerprint) {
        return store.explainedBy(fingerprint);
    }

    /** Fingerprints that begin so, some of them. */
    public List<String> startingWith(String prefix, int limit) {
        return store.startingWith(prefix, limit);
    }

    /** All entries, open ones first, then by when they were last seen. */
    public List<LedgerEntry> all() {
        return store.all();
    }

    /** What has been seen, but not yet for as long as its check wants; the ledger does not hold it and nobody is told. */
    public List<PendingFinding> pending() {
        return pending.all();
    }

    /** What cannot be seen, in a sentence each, and since when. */
    public Map<String, Instant> dark() {
        Map<String, Instant> dark = new LinkedHashMap<>();
        blindSpots.dark().forEach(spot -> dark.put(spot.key(), spot.since()));
        return dark;
    }

    public List<FindingSilence> silences() {
        return store.silences(clock.instant());
    }

    /** The entry's state, silences considered. */
    public LedgerEntry.State state(LedgerEntry entry, List<FindingSilence> silences) {
        Instant now = clock.instant();
        boolean silenced = entry.isOpen() && silences.stream().anyMatch(one -> one.matches(entry.finding(), now));
        return silenced ? LedgerEntry.State.SILENCED : entry.state();
    }

    public void silence(Map<String, String> matchers, Duration time, String by, String why) {
        Instant now = clock.instant();
        store.add(new FindingSilence(0, matchers, now.plus(time), by, why), now);
    }

    public boolean endSilence(long id) {
        return store.endSilence(id, clock.instant());
    }

    /** Somebody is on it: no repeats until it is resolved or gets worse. False if there is no such open finding. */
    public boolean acknowledge(String fingerprint, String by) {
        return database.transaction(() -> {
            Optional<LedgerEntry> open = store.find(fingerprint).filter(LedgerEntry::isOpen);
            open.ifPresent(entry -> store.save(entry.with(entry.told().acknowledged(by))));
            return open.isPresent();
        });
    }
}
