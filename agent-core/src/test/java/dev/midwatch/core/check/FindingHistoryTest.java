package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
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

class FindingHistoryTest {
    private static final Finding CRASH = Samples.crash("web-1");

    @TempDir
    Path home;

    private Database database;
    private FindingLedger ledger;
    private FindingHistory history;

    @BeforeEach
    void open() {
        database = Database.open(home.resolve("state.db"));
        ledger = new FindingLedger(database, LedgerSettings.DEFAULTS, Clock.fixed(Samples.NOON, ZoneOffset.UTC));
        history = new FindingHistory(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Instant at(int minutes) {
        return Samples.NOON.plus(Duration.ofMinutes(minutes));
    }

    private void cycle(int minutes, Finding... findings) {
        ledger.update(Samples.report(at(minutes), findings));
    }

    private List<String> events(Finding finding) {
        return history.of(finding.fingerprint()).stream()
                .map(event -> "%d %s %s"
                        .formatted(
                                Duration.between(Samples.NOON, event.at()).toMinutes(), event.what(), event.severity()))
                .toList();
    }

    @Test
    void tellsWhenItCameWentAndCameAgain() {
        cycle(0, CRASH);
        cycle(10, CRASH);
        cycle(20);
        cycle(30);
        cycle(200, CRASH);
        assertThat(events(CRASH)).containsExactly("0 opened critical", "20 resolved critical", "200 opened critical");
    }

    @Test
    void tellsWhenItGotWorseAndBetter() {
        Finding warning = CRASH.severity(Severity.WARNING);
        cycle(0, warning);
        cycle(10, CRASH);
        cycle(20, warning);
        cycle(30, warning.severity(Severity.INFO));
        assertThat(events(CRASH))
                .containsExactly("0 opened warning", "10 worse critical", "20 better warning", "30 better info");
    }

    @Test
    void tellsEachComingAndGoingOfOneThatFlaps() {
        for (int i = 0; i < 10; i++) {
            cycle(10 * i, i % 2 == 0 ? new Finding[] {CRASH} : new Finding[0]);
        }
        assertThat(ledger.find(CRASH.fingerprint()).orElseThrow().spell().flappingSince())
                .isPresent();
        assertThat(events(CRASH)).hasSize(10).last().isEqualTo("90 resolved critical");
    }

    @Test
    void tellsOfOneThatHadToLastSinceItWasFirstSeen() {
        Finding slow = CRASH.sustained(Duration.ofMinutes(15));
        cycle(0, slow);
        cycle(10, slow);
        assertThat(events(slow)).isEmpty();
        cycle(20, slow);
        assertThat(events(slow)).containsExactly("0 opened critical");
    }

    @Test
    void saysNothingOfACycleThatWasNotKept() {
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    cycle(0, CRASH);
                    throw new IllegalStateException("the disk is full");
                }))
                .hasMessage("the disk is full");
        assertThat(events(CRASH)).isEmpty();
        assertThat(ledger.all()).isEmpty();
    }

    @Test
    void keepsTheBeginningOfWhatIsStillOpenAndForgetsWhatIsLongOver() {
        Finding node = Samples.nodeDown();
        int quarter = 91 * 24 * 60;
        cycle(0, node, CRASH.severity(Severity.WARNING));
        cycle(10, CRASH);
        cycle(20, CRASH);
        cycle(quarter, CRASH);
        assertThat(events(CRASH)).as("what it has been since").containsExactly("10 worse critical");
        cycle(quarter + 30, CRASH);
        assertThat(ledger.find(node.fingerprint())).isEmpty();
        assertThat(events(node)).isEmpty();
    }
}
