package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.kube.Coverage;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlindSpotsTest {
    private static final String DARK = "pods in *: forbidden";

    @TempDir
    Path home;

    private Database database;
    private FindingLedger ledger;

    @BeforeEach
    void open() {
        database = Database.open(home.resolve("state.db"));
        ledger = new FindingLedger(database, LedgerSettings.DEFAULTS, Clock.fixed(Samples.NOON, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void saysOnceWhatItCannotSeeAndOnceThatItCanAgain() {
        LedgerUpdate lost = claim("m1", "forbidden");
        assertThat(lost.blindNews()).containsExactly(DARK);
        ledger.accepted("m1", Samples.NOON);
        assertThat(blind("forbidden").isNews()).isFalse();

        LedgerUpdate regained = claimClear("m2");
        assertThat(regained.sightNews()).containsExactly(DARK);
        ledger.accepted("m2", Samples.NOON);
        assertThat(clear().isNews()).isFalse();
        assertThat(blind("forbidden").blindNews()).containsExactly(DARK);
    }

    @Test
    void saysAgainWhatARunThatWasCutNeverTold() {
        claim("m1", "forbidden");
        close();
        open();
        assertThat(ledger.messagesUnderWay()).containsExactly("m1");
        ledger.givenUp("m1");
        assertThat(blind("forbidden").blindNews()).containsExactly(DARK);
    }

    @Test
    void saysWhatARunSawThatWasCutBeforeItClaimedIt() {
        blind("forbidden");
        close();
        open();
        assertThat(blind("forbidden").blindNews()).containsExactly(DARK);
    }

    @Test
    void letsOneOfTwoRunsTellIt() {
        claim("m1", "forbidden");
        assertThat(blind("forbidden").isNews()).isFalse();
        ledger.accepted("m1", Samples.NOON);
        assertThat(blind("forbidden").isNews()).isFalse();

        claimClear("m2");
        assertThat(clear().isNews()).isFalse();
    }

    @Test
    void letsOneOfTwoRunsTellItThatSeeItAtTheSameMomentInTwoProcesses() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService runs = Executors.newFixedThreadPool(2);
        try (Database other = Database.open(home.resolve("state.db"))) {
            FindingLedger theirs =
                    new FindingLedger(other, LedgerSettings.DEFAULTS, Clock.fixed(Samples.NOON, ZoneOffset.UTC));
            for (int round = 0; round < 20; round++) {
                String why = "forbidden in round " + round;
                Future<LedgerUpdate> one = runs.submit(() -> {
                    together.await();
                    return ledger.claim(dark(why), "ours-" + why, update -> update);
                });
                Future<LedgerUpdate> two = runs.submit(() -> {
                    together.await();
                    return theirs.claim(dark(why), "theirs-" + why, update -> update);
                });
                assertThat(one.get().blindNews().size() + two.get().blindNews().size())
                        .as("told by both or by none")
                        .isEqualTo(1);
            }
        } finally {
            runs.shutdownNow();
        }
    }

    @Test
    void saysAgainThatItCanSeeIfNobodyWasTold() {
        claim("m1", "forbidden");
        ledger.accepted("m1", Samples.NOON);
        claimClear("m2");
        ledger.givenUp("m2");
        assertThat(clear().sightNews()).containsExactly(DARK);
    }

    @Test
    void saysThatItCanSeeAgainWhatWasStillBeingTold() {
        claim("m1", "forbidden");
        assertThat(clear().isNews()).isFalse();
        ledger.accepted("m1", Samples.NOON);
        assertThat(clear().sightNews()).containsExactly(DARK);
    }

    @Test
    void saysAgainWhatWentDarkWhileTheGoodNewsWasUnderWay() {
        claim("m1", "forbidden");
        ledger.accepted("m1", Samples.NOON);
        claimClear("m2");
        assertThat(blind("forbidden").isNews()).isFalse();
        ledger.accepted("m2", Samples.NOON);
        assertThat(blind("forbidden").blindNews()).containsExactly(DARK);
    }

    @Test
    void neverSpeaksOfWhatWasBackBeforeItWasTold() {
        blind("forbidden");
        assertThat(clear().isNews()).isFalse();
    }

    @Test
    void tellsAPassingTimeoutOnlyWhenASecondCycleMeetsItToo() {
        assertThat(blind("timeout").isNews()).isFalse();
        assertThat(blind("timeout").isNews()).isTrue();
    }

    @Test
    void forgetsATimeoutThatPassed() {
        blind("timeout");
        clear();
        assertThat(blind("timeout").isNews()).isFalse();
    }

    /** A cycle whose run tells nothing, as that of a run that is cut. */
    private LedgerUpdate blind(String why) {
        return ledger.update(dark(why));
    }

    private LedgerUpdate clear() {
        return ledger.update(Samples.report(Samples.NOON));
    }

    private LedgerUpdate claim(String message, String why) {
        return ledger.claim(dark(why), message, update -> update);
    }

    private LedgerUpdate claimClear(String message) {
        return ledger.claim(Samples.report(Samples.NOON), message, update -> update);
    }

    private static CheckReport dark(String why) {
        Coverage coverage = new Coverage(List.of(), List.of(new Coverage.Blind("pods", "*", why)), List.of());
        return Samples.report(Samples.NOON, coverage);
    }
}
