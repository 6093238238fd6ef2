package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Severity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingQueryTest {
    private static final int MANY = 1_000;
    private static final List<String> KEYS =
            FindingSilence.KEYS.stream().sorted().toList();

    @TempDir
    Path home;

    private FilledLedger ledger;

    @BeforeEach
    void open() {
        ledger = new FilledLedger(home.resolve("state.db"), 600, 6);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void agreesWithTheSilencesThemselvesOnWhatTheyHide() {
        for (int round = 0; round < 60; round++) {
            List<FindingSilence> silences = silences(1 + ledger.random().nextInt(4));
            List<String> inStore = all(Set.of(LedgerEntry.State.SILENCED), silences);
            List<String> inJava = fingerprints(entry -> silenced(entry, silences));
            assertThat(inStore).as("%s", silences).containsExactlyInAnyOrderElementsOf(inJava);
        }
    }

    @Test
    void agreesWithTheEntriesOnEveryStateAndOnHowManyThereAre() {
        for (int round = 0; round < 20; round++) {
            List<FindingSilence> silences = silences(ledger.random().nextInt(3));
            for (LedgerEntry.State state : LedgerEntry.State.values()) {
                List<String> expected = fingerprints(entry -> state(entry, silences) == state);
                assertThat(all(Set.of(state), silences))
                        .as("%s, %s", state, silences)
                        .containsExactlyInAnyOrderElementsOf(expected);
                assertThat(ledger.query.count(states(Set.of(state)), silences)).isEqualTo(expected.size());
            }
        }
    }

    @Test
    void saysOfEachEntryHowItStands() {
        List<FindingSilence> silences = silences(3);
        ledger.query
                .find(states(Set.of(LedgerEntry.State.values())), silences, 0, MANY)
                .forEach(found -> assertThat(found.state()).isEqualTo(state(found.entry(), silences)));
    }

    @Test
    void countsEachOpenFindingOnce() {
        List<FindingSilence> silences = silences(2);
        FindingQuery.Counts counts = ledger.query.counts(silences);
        Predicate<LedgerEntry> heard = entry -> entry.isOpen() && !silenced(entry, silences);
        Predicate<LedgerEntry> root = heard.and(entry -> entry.causedBy().isEmpty());
        assertThat(counts.critical())
                .isEqualTo(number(root.and(entry -> entry.finding().severity() == Severity.CRITICAL)));
        assertThat(counts.warning())
                .isEqualTo(number(root.and(entry -> entry.finding().severity() == Severity.WARNING)));
        assertThat(counts.info())
                .isEqualTo(number(root.and(entry -> entry.finding().severity() == Severity.INFO)));
        assertThat(counts.folded())
                .isEqualTo(number(heard.and(entry -> entry.causedBy().isPresent())));
        assertThat(counts.silenced()).isEqualTo(number(entry -> silenced(entry, silences)));
        assertThat(counts.acknowledged())
                .isEqualTo(number(entry -> state(entry, silences) == LedgerEntry.State.ACKNOWLEDGED));
        assertThat(counts.flapping()).isEqualTo(number(entry -> state(entry, silences) == LedgerEntry.State.FLAPPING));
    }

    @Test
    void pagesWithoutLosingOrRepeatingOneThoughManyCameAtTheSameMoment() {
        Selection wanted = states(Set.of());
        List<String> paged = new ArrayList<>();
        for (int offset = 0; offset < MANY; offset += 7) {
            ledger.query
                    .find(wanted, List.of(), offset, 7)
                    .forEach(found -> paged.add(found.entry().fingerprint()));
        }
        Comparator<LedgerEntry> order = Comparator.comparing(
                        (LedgerEntry entry) -> entry.causedBy().isPresent())
                .thenComparing(entry -> entry.finding().severity(), Comparator.reverseOrder())
                .thenComparing(entry -> entry.spell().firstSeen())
                .thenComparing(LedgerEntry::fingerprint);
        assertThat(paged)
                .containsExactlyElementsOf(ledger.entries.stream()
                        .filter(LedgerEntry::isOpen)
                        .sorted(order)
                        .map(LedgerEntry::fingerprint)
                        .toList());
    }

    @Test
    void takesEverySignOfTheTextForItself() {
        for (String text : List.of("50%", "a_b", "c\\d", "it's", "\"q\"", "%", "_", "\\", "w*b", "[x]", "Käse")) {
            Selection wanted =
                    new Selection(Set.of(), Severity.INFO, Optional.empty(), Optional.empty(), Optional.of(text), true);
            assertThat(ledger.query.find(wanted, List.of(), 0, MANY).stream()
                            .map(found -> found.entry().fingerprint()))
                    .as(text)
                    .containsExactlyInAnyOrderElementsOf(
                            fingerprints(entry -> entry.isOpen() && contains(entry, text)));
        }
    }

    @Test
    void saysHowManyEachExplainsAndWhich() {
        for (LedgerEntry cause : ledger.entries.subList(0, 20)) {
            List<String> under =
                    fingerprints(entry -> entry.isOpen() && entry.causedBy().equals(Optional.of(cause.fingerprint())));
            assertThat(ledger.query.folded(cause.fingerprint())).isEqualTo(under.size());
            assertThat(ledger.query.explainedBy(cause.fingerprint(), List.of(), MANY).stream()
                            .map(found -> found.entry().fingerprint()))
                    .containsExactlyInAnyOrderElementsOf(under);
        }
    }

    @Test
    void bearsMoreSilencesThanAnybodyHas() {
        List<FindingSilence> silences = IntStream.range(0, 3_000)
                .mapToObj(i -> silence(i, Map.of("name", "web-" + i, "namespace", "sh*p")))
                .toList();
        assertThat(ledger.query.counts(silences).silenced()).isZero();
        assertThat(ledger.query.find(states(Set.of(LedgerEntry.State.values())), silences, 0, 5))
                .hasSize(5);
    }

    private List<FindingSilence> silences(int number) {
        return IntStream.range(0, number).mapToObj(i -> silence(i, matchers())).toList();
    }

    private Map<String, String> matchers() {
        Random random = ledger.random();
        Map<String, String> matchers = new HashMap<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            matchers.put(key, pattern(key, random));
        }
        return matchers;
    }

    private String pattern(String key, Random random) {
        String value = switch (key) {
            case "severity" -> Severity.values()[random.nextInt(3)].toString();
            case "reason" -> "Reason" + random.nextInt(7);
            case "kind" -> "Deployment";
            case "fingerprint" -> ledger.entries.get(random.nextInt(600)).fingerprint();
            default -> ledger.word();
        };
        int cut = random.nextInt(value.length() + 1);
        return switch (random.nextInt(4)) {
            case 0 -> value.substring(0, cut) + "*";
            case 1 -> "*" + value.substring(cut);
            case 2 -> value.substring(0, cut) + "?" + value.substring(cut);
            default -> value;
        };
    }

    private static FindingSilence silence(long id, Map<String, String> matchers) {
        return new FindingSilence(id, matchers, Instant.MAX, "roger", "");
    }

    private List<String> all(Set<LedgerEntry.State> states, List<FindingSilence> silences) {
        List<String> found = ledger.query.find(states(states), silences, 0, MANY).stream()
                .map(one -> one.entry().fingerprint())
                .toList();
        assertThat(new HashSet<>(found)).hasSameSizeAs(found);
        return found;
    }

    private static Selection states(Set<LedgerEntry.State> states) {
        return new Selection(states, Severity.INFO, Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    private List<String> fingerprints(Predicate<LedgerEntry> wanted) {
        return ledger.entries.stream()
                .filter(wanted)
                .map(LedgerEntry::fingerprint)
                .toList();
    }

    private long number(Predicate<LedgerEntry> wanted) {
        return ledger.entries.stream().filter(wanted).count();
    }

    private static boolean silenced(LedgerEntry entry, List<FindingSilence> silences) {
        return entry.isOpen() && silences.stream().anyMatch(one -> one.matches(entry.finding(), Samples.NOON));
    }

    private static LedgerEntry.State state(LedgerEntry entry, List<FindingSilence> silences) {
        return silenced(entry, silences) ? LedgerEntry.State.SILENCED : entry.state();
    }

    private static boolean contains(LedgerEntry entry, String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return List.of(
                        entry.fingerprint(),
                        entry.finding().reason(),
                        entry.finding().owner().namespace() + "/"
                                + entry.finding().owner().name(),
                        entry.finding().summary())
                .stream()
                .anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(small));
    }
}
