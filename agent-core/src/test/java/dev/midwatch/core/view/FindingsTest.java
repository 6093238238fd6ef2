package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.chat.Silencing;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerSettings;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.telemetry.HandClock;
import dev.midwatch.core.tool.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {
    private static final Actor OTTO = new Actor("dashboard:otto", Level.OPERATOR);
    private static final Actor VERA = new Actor("dashboard:vera", Level.VIEWER);
    private static final Finding WEB = Reports.crash("web");
    private static final Finding NOTES = Reports.crash("notes").severity(Severity.WARNING);

    @TempDir
    Path home;

    private final HandClock clock = new HandClock();
    private Database database;
    private FindingLedger ledger;
    private Audit audit;
    private Findings findings;

    @BeforeEach
    void open() {
        database = Database.open(home.resolve("state.db"));
        ledger = new FindingLedger(database, LedgerSettings.DEFAULTS, clock);
        audit = new Audit(home.resolve("audit.jsonl"), clock);
        findings = new Findings(database, ledger, new Silencing(ledger, audit), audit);
        ledger.update(Reports.of(clock.instant(), NOTES, WEB));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> listed(FindingFilter filter) {
        return findings.list(filter, Page.first(9)).items().stream()
                .map(row -> row.owner().name() + " " + row.state())
                .toList();
    }

    @Test
    void listsTheGravestFirstWithAllThatIsKnown() {
        assertThat(listed(FindingFilter.OPEN)).containsExactly("web open", "notes open");
        FindingRow row = findings.get(WEB.fingerprint().substring(0, 5));
        assertThat(row.cause()).contains("out of memory");
        assertThat(row.evidence()).containsExactly(new Fact("last exit", "1 Error"));
        assertThat(row.owner()).hasToString("Deployment shop/web");
        assertThat(row.look()).contains("describe deployment/web");
        assertThat(findings.history(row.fingerprint()))
                .extracting(FindingEvent::what)
                .containsExactly("opened");
    }

    @Test
    void showsNoFurtherWhatIsResolvedUnlessAsked() {
        clock.pass(Duration.ofMinutes(10));
        ledger.update(Reports.of(clock.instant(), NOTES));
        assertThat(listed(FindingFilter.OPEN)).containsExactly("notes open");
        assertThat(listed(FindingFilter.OPEN.states(Set.of("resolved")))).containsExactly("web resolved");
        assertThat(findings.get(WEB.fingerprint()).resolved()).contains(clock.instant());
        refused(Refusal.Why.CONFLICT, "is resolved", () -> findings.acknowledge(WEB.fingerprint(), OTTO));
    }

    @Test
    void showsWhatWaitsToCount() {
        Finding slow = Reports.crash("slow").sustained(Duration.ofMinutes(15));
        ledger.update(Reports.of(clock.instant(), NOTES, WEB, slow));
        assertThat(findings.pending()).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo("pending");
            assertThat(row.owner().name()).isEqualTo("slow");
        });
        assertThat(findings.counts().open()).isEqualTo(2);
    }

    @Test
    void acknowledgesOnceThatIsWrittenDown() {
        assertThat(findings.acknowledge(WEB.fingerprint(), OTTO)).satisfies(row -> {
            assertThat(row.state()).isEqualTo("acknowledged");
            assertThat(row.acknowledgedBy()).contains("dashboard:otto");
        });
        assertThat(audit.lines())
                .singleElement()
                .asString()
                .contains("acknowledged", WEB.fingerprint(), "dashboard:otto");
        refused(Refusal.Why.NOT_ALLOWED, "operator", () -> findings.acknowledge(NOTES.fingerprint(), VERA));
        refused(Refusal.Why.NOT_FOUND, "zzzz", () -> findings.acknowledge("zzzz", OTTO));
        refused(Refusal.Why.NOT_FOUND, "give more of it", () -> findings.acknowledge("", OTTO));
    }

    @Test
    void showsWhatASilenceWouldHideThenHidesItUntilItEnds() {
        Map<String, String> matchers = Map.of("name", "w*");
        SilencePreview preview = findings.preview(matchers);
        assertThat(preview.count()).isEqualTo(1);
        assertThat(preview.some()).extracting(FindingRow::fingerprint).containsExactly(WEB.fingerprint());
        assertThat(findings.counts().silenced()).isZero();

        SilenceRow silence = findings.silence(matchers, "2h", "deploying", OTTO).get(0);
        assertThat(silence.until()).isEqualTo(clock.instant().plus(Duration.ofHours(2)));
        assertThat(listed(FindingFilter.OPEN.states(Set.of("silenced")))).containsExactly("web silenced");
        assertThat(findings.get(WEB.fingerprint()).state()).isEqualTo("silenced");
        assertThat(findings.counts()).isEqualTo(new FindingCounts(0, 1, 0, 0, 0, 1, 0));

        findings.endSilence(silence.id(), OTTO);
        assertThat(findings.silences()).isEmpty();
        assertThat(findings.counts().critical()).isEqualTo(1);
        refused(
                Refusal.Why.NOT_FOUND,
                "there is no silence " + silence.id(),
                () -> findings.endSilence(silence.id(), OTTO));
        assertThat(audit.lines()).hasSize(2);
    }

    @Test
    void saysWhatIsWrongWithASilence() {
        refused(Refusal.Why.INVALID, "needs a matcher", () -> findings.preview(Map.of()));
        refused(Refusal.Why.INVALID, "cannot match on pod; use one of", () -> findings.preview(Map.of("pod", "x")));
        refused(Refusal.Why.INVALID, "1 minute at least", () -> findings.silence(Map.of("name", "x"), "1s", "", OTTO));
        refused(Refusal.Why.INVALID, "soon", () -> findings.silence(Map.of("name", "x"), "soon", "", OTTO));
        refused(Refusal.Why.NOT_ALLOWED, "operator", () -> findings.silence(Map.of("name", "x"), "2h", "", VERA));
        refused(Refusal.Why.NOT_ALLOWED, "operator", () -> findings.endSilence(1, VERA));
        assertThat(findings.silences()).isEmpty();
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void saysWhichStatesAndSeveritiesThereAre() {
        refused(
                Refusal.Why.INVALID,
                "state: closed is none of pending, open",
                () -> listed(FindingFilter.OPEN.states(Set.of("closed"))));
        FindingFilter grave = new FindingFilter(
                Set.of(), Optional.of("fatal"), Optional.empty(), Optional.empty(), Optional.empty(), false);
        refused(Refusal.Why.INVALID, "severity: fatal is none of info, warning, critical", () -> listed(grave));
    }

    @Test
    void refusesAPartOfAListThatIsNone() {
        refused(Refusal.Why.INVALID, "offset: -1", () -> new Page(-1, 5));
        refused(Refusal.Why.INVALID, "limit: from 1 to 500, not 0", () -> new Page(0, 0));
        refused(Refusal.Why.INVALID, "not 501", () -> Page.first(501));
        assertThat(findings.list(FindingFilter.OPEN, new Page(Integer.MAX_VALUE, 500))
                        .next())
                .isEmpty();
    }

    private static void refused(Refusal.Why why, String words, Runnable command) {
        assertThatThrownBy(command::run)
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
    }
}
