package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Shape;
import dev.midwatch.api.channel.Card.Tone;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingCardsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private final FindingCards cards = new FindingCards(new Times(BERLIN));

    private static LedgerUpdate update(List<LedgerUpdate.News> news, LedgerEntry... others) {
        List<LedgerEntry> open = new ArrayList<>(List.of(others));
        news.forEach(one -> open.add(one.entry()));
        return new LedgerUpdate(Samples.NOON, NotifyReason.FIRST, news, open, List.of(), List.of(), java.util.Map.of());
    }

    private Card card(Change change, LedgerEntry entry, LedgerEntry... others) {
        return cards.of(update(List.of(new LedgerUpdate.News(entry, change)), others))
                .get(0);
    }

    private static LedgerEntry entry(Finding finding) {
        return LedgerEntry.first(Samples.observed(finding), Samples.NOON);
    }

    @Test
    void tellsWhatTheTextTells() {
        LedgerEntry crash = entry(Samples.crash("web-1")
                .since(Samples.NOON.minusSeconds(1260))
                .cause("exit code 1: connection refused")
                .evidence("exit code", "1")
                .evidence("log", "starting\nconnection refused")
                .look("kubectl -n shop logs web-1 --previous"));
        Card card = card(Change.NEW, crash);

        assertThat(card.about()).isEqualTo("finding:" + crash.fingerprint());
        assertThat(FindingCards.fingerprint(card.about())).contains(crash.fingerprint());
        assertThat(card.tone()).isEqualTo(Tone.CRITICAL);
        assertThat(card.title()).isEqualTo("container web of shop/web keeps crashing");
        assertThat(card.fields())
                .extracting(Field::label, Field::value, Field::shape)
                .containsExactly(
                        tuple("Owner", "Deployment shop/web", Shape.SHORT),
                        tuple("Reason", "CrashLoopBackOff", Shape.SHORT),
                        tuple("Since", "12:39", Shape.SHORT),
                        tuple("Cause", "exit code 1: connection refused", Shape.TEXT),
                        tuple("exit code", "1", Shape.SHORT),
                        tuple("log", "starting\nconnection refused", Shape.CODE),
                        tuple("Look", "kubectl -n shop logs web-1 --previous", Shape.COMMAND));
    }

    @ParameterizedTest
    @CsvSource({"NEW,13:00", "WORSE,13:00 · got worse", "REPEAT,13:00 · still broken"})
    void saysWhyItIsTold(Change change, String since) {
        assertThat(card(change, entry(Samples.crash("web-1"))).fields())
                .filteredOn(field -> field.label().equals("Since"))
                .extracting(Field::value)
                .containsExactly(since);
    }

    @Test
    void namesTheDayOfWhatBeganOnAnother() {
        LedgerEntry entry = entry(Samples.crash("web-1").since(Samples.NOON.minus(Duration.ofHours(30))));
        assertThat(card(Change.NEW, entry).fields().get(2).value()).isEqualTo("1 Jan 07:00");
    }

    @Test
    void hasTheToneOfTheSeverity() {
        assertThat(card(Change.NEW, entry(Samples.replicasShort())).tone()).isEqualTo(Tone.WARNING);
        assertThat(card(Change.NEW, entry(Samples.nodeDown().severity(Severity.INFO)))
                        .tone())
                .isEqualTo(Tone.INFO);
    }

    @Test
    void listsWhatTheCauseExplains() {
        LedgerEntry cause = entry(Samples.nodeDown());
        Observed symptom = Samples.observed(Samples.crash("web-1")).explainedBy(cause.observed());

        assertThat(card(Change.NEW, cause, LedgerEntry.first(symptom, Samples.NOON))
                        .fields())
                .contains(new Field("Explains", "Deployment shop/web (CrashLoopBackOff)", Shape.TEXT));
    }

    @Test
    void saysOfWhatIsResolvedHowLongItLasted() {
        LedgerEntry gone = Transition.gone(
                entry(Samples.crash("web-1").evidence("log", "refused")),
                Samples.NOON.plusSeconds(1260),
                LedgerSettings.DEFAULTS);
        Card card = card(Change.RESOLVED, gone);

        assertThat(card.tone()).isEqualTo(Tone.GOOD);
        assertThat(card.fields())
                .extracting(Field::label, Field::value)
                .containsExactly(
                        tuple("State", "resolved after 21 min"),
                        tuple("Owner", "Deployment shop/web"),
                        tuple("Reason", "CrashLoopBackOff"));
    }

    @Test
    void keepsTheNewestEndOfLongEvidence() {
        String log = "old line\n" + "x".repeat(64_000) + "\nnewest line";
        String shown = card(Change.NEW, entry(Samples.crash("web-1").evidence("log", log)))
                .fields()
                .get(3)
                .value();

        assertThat(shown).hasSize(64_001).startsWith("…x").endsWith("x\nnewest line");
        String whole = "y".repeat(63_000) + "\n";
        assertThat(card(Change.NEW, entry(Samples.crash("web-1").evidence("log", whole)))
                        .fields()
                        .get(3)
                        .value())
                .isEqualTo(whole.strip());
    }

    @Test
    void leavesNoEndOfASecretWhereItCutsEvidence() {
        String key = "-----BEGIN PRIVATE KEY-----\n" + "Hid3MeHid3MeHid3MeHid3Me0123456789\n".repeat(2_000)
                + "-----END PRIVATE KEY-----\n";
        Card card = card(Change.NEW, entry(Samples.crash("web-1").evidence("log", "loaded\n" + key + "started")));

        assertThat(card.toString()).doesNotContain("Hid3Me").contains("[redacted]\nstarted");
    }

    @Test
    void keepsUntrustedTextFromOpeningACodeBlock() {
        Card card = card(Change.NEW, entry(Samples.crash("web-1").cause("pull of ```x failed")));
        assertThat(card.fields()).contains(new Field("Cause", "pull of '''x failed", Shape.TEXT));
    }

    @Test
    void hasACardForEachFindingThatTheTextTells() {
        List<LedgerUpdate.News> many = IntStream.range(0, 15)
                .mapToObj(i -> Finding.of("CrashLoopBackOff", Severity.CRITICAL, Samples.pod("web-" + i))
                        .summary("pod " + i + " crashes"))
                .map(finding -> new LedgerUpdate.News(entry(finding), Change.NEW))
                .toList();
        LedgerUpdate update = update(many);
        FindingRenderer renderer = new FindingRenderer(BERLIN);

        assertThat(cards.of(update))
                .hasSize(12)
                .allSatisfy(card -> assertThat(renderer.render("job", update)).contains(card.title()));
        assertThat(renderer.lead("job", update))
                .isEqualTo("**15 new problems** · job\n\n… and 3 more: `midwatch findings list`");
    }
}
