package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.core.kube.Coverage;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingFindingsTest {
    private static final Finding BUSY = Finding.of("NodeMemoryHigh", Severity.WARNING, Samples.NODE)
            .summary("node k3s-2 uses 95 % of its memory")
            .sustained(Duration.ofMinutes(15));

    @TempDir
    Path home;

    private Database database;
    private FindingLedger ledger;
    private Instant now = Samples.NOON;

    @BeforeEach
    void open() {
        database = Database.open(home.resolve("state.db"));
        ledger = new FindingLedger(database, LedgerSettings.DEFAULTS, Clock.fixed(now, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellsWhatEveryCycleSawForLongEnoughFromItsBeginning() {
        assertThat(cycle(BUSY).isNews()).isFalse();
        after(10);
        assertThat(cycle(BUSY).isNews()).isFalse();
        after(5);
        LedgerUpdate update = cycle(BUSY);

        assertThat(update.reason()).isEqualTo(NotifyReason.FIRST);
        assertThat(update.news().get(0).entry().since()).isEqualTo(Samples.NOON);
        assertThat(ledger.pending()).isEmpty();
    }

    @Test
    void needsTwoSamplesHoweverFarApart() {
        assertThat(cycle(BUSY).isNews()).isFalse();
        after(30);
        assertThat(cycle(BUSY).reason()).isEqualTo(NotifyReason.FIRST);
    }

    @Test
    void forgetsWhatACycleDidNotSee() {
        cycle(BUSY);
        after(10);
        cycle();
        assertThat(ledger.pending()).isEmpty();
        after(10);
        assertThat(cycle(BUSY).isNews()).isFalse();
    }

    @Test
    void doesNotForgetWhatACycleCouldNotSee() {
        cycle(BUSY);
        after(10);
        Coverage blind = new Coverage(List.of(), List.of(new Coverage.Blind("nodes", "*", "timeout")), List.of());
        ledger.update(Samples.report(now, blind));
        after(1);
        ledger.update(Samples.reportOf("other-check", now));
        after(4);
        assertThat(cycle(BUSY).reason()).isEqualTo(NotifyReason.FIRST);
    }

    @Test
    void outlastsARestart() {
        cycle(BUSY);
        close();
        open();
        assertThat(ledger.pending())
                .singleElement()
                .satisfies(one -> assertThat(one.observed().finding()).isEqualTo(BUSY));
        after(15);
        assertThat(cycle(BUSY).reason()).isEqualTo(NotifyReason.FIRST);
    }

    @Test
    void isNoOpenFindingAndExplainsNothing() {
        LedgerUpdate update = cycle(BUSY, Samples.crash("web-1"));

        assertThat(update.news())
                .extracting(news -> news.entry().finding().reason())
                .containsExactly("CrashLoopBackOff");
        assertThat(update.open()).hasSize(1);
        assertThat(ledger.all()).hasSize(1);
    }

    @Test
    void endsAtOnceAndMustLastAgainToComeBack() {
        cycle(BUSY);
        after(20);
        tell(cycle(BUSY));
        after(10);
        LedgerUpdate end = cycle();
        assertThat(end.reason()).isEqualTo(NotifyReason.RESOLVED);
        tell(end);
        after(10);
        assertThat(cycle(BUSY).isNews()).isFalse();
        after(20);
        LedgerUpdate again = cycle(BUSY);
        assertThat(again.reason()).isEqualTo(NotifyReason.FIRST);
        assertThat(again.news().get(0).entry().since()).isEqualTo(now.minus(Duration.ofMinutes(20)));
    }

    @Test
    void staysOpenWithoutProvingItselfAgainInEachCycle() {
        cycle(BUSY);
        after(20);
        tell(cycle(BUSY));
        after(5);
        assertThat(cycle(BUSY).isNews()).isFalse();
        assertThat(ledger.find(BUSY.fingerprint()).orElseThrow().isOpen()).isTrue();
        assertThat(ledger.pending()).isEmpty();
    }

    @Test
    void isRemarkedOnWhereSomebodyLooksOnce() {
        CheckReport once = Samples.report(now, BUSY, Samples.crash("web-1")).seenOnce();

        assertThat(once.findings())
                .filteredOn(one -> one.fingerprint().equals(BUSY.fingerprint()))
                .singleElement()
                .satisfies(one -> assertThat(one.finding().evidence())
                        .containsEntry("seen", "once; it counts when it lasts for 15 min"));
        assertThat(once.findings())
                .filteredOn(one -> !one.fingerprint().equals(BUSY.fingerprint()))
                .singleElement()
                .satisfies(one -> assertThat(one.finding().evidence()).isEmpty());
    }

    private LedgerUpdate cycle(Finding... findings) {
        return ledger.update(Samples.report(now, findings));
    }

    private void tell(LedgerUpdate update) {
        ledger.telling(update.news(), "told");
        ledger.accepted("told", now);
    }

    private void after(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
    }
}
