package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.kube.Coverage;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingLedgerTest {
    @TempDir
    Path home;

    private Database database;
    private FindingLedger ledger;
    private Instant now = Samples.NOON;
    private int messages;

    @BeforeEach
    void open() {
        database = Database.open(home.resolve("state.db"));
        ledger = ledger();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellsTheFirstFinding() {
        assertThat(cycle(Samples.crash("web-1")).reason()).isEqualTo(NotifyReason.FIRST);
    }

    @Test
    void staysSilentWhileNothingChanges() {
        tell(cycle(Samples.crash("web-1")));
        for (int i = 0; i < 10; i++) {
            after(Duration.ofMinutes(10));
            assertThat(cycle(Samples.crash("web-1")).reason()).isEqualTo(NotifyReason.NONE);
        }
    }

    @Test
    void tellsAgainWhatWasNeverAccepted() {
        LedgerUpdate update = cycle(Samples.crash("web-1"));
        ledger.telling(update.news(), "m1");
        after(Duration.ofMinutes(10));
        assertThat(cycle(Samples.crash("web-1")).isNews()).as("under way").isFalse();
        ledger.givenUp("m1");
        after(Duration.ofMinutes(10));
        assertThat(cycle(Samples.crash("web-1")).reason()).isEqualTo(NotifyReason.FIRST);
    }

    @Test
    void remembersWhatWasToldAcrossARestart() {
        tell(cycle(Samples.crash("web-1")));
        database.close();
        database = Database.open(home.resolve("state.db"));
        ledger = ledger();
        after(Duration.ofMinutes(10));
        assertThat(cycle(Samples.crash("web-1")).reason()).isEqualTo(NotifyReason.NONE);
    }

    @Test
    void tellsTheEndOnlyOfWhatWasTold() {
        cycle(Samples.crash("web-1"));
        after(Duration.ofMinutes(40));
        assertThat(cycle().reason()).isEqualTo(NotifyReason.NONE);

        tell(cycle(Samples.crash("web-1")));
        after(Duration.ofMinutes(40));
        LedgerUpdate end = cycle();
        assertThat(end.reason()).isEqualTo(NotifyReason.RESOLVED);
        tell(end);
        after(Duration.ofMinutes(40));
        assertThat(cycle().reason()).isEqualTo(NotifyReason.NONE);
    }

    @Test
    void countsAFindingAsToldFromTheMomentTheChannelAcceptedItNotFromWhenTheLedgerHears() {
        LedgerUpdate update = cycle(Samples.crash("web-1"));
        ledger.telling(update.news(), "m1");
        Instant accepted = now;
        after(Duration.ofMinutes(10));
        ledger.accepted("m1", accepted);
        assertThat(ledger.all().get(0).told().at()).contains(accepted);
    }

    @Test
    void tellsTheEndOfAFindingThatEndedWhileItsMessageWasUnderWay() {
        LedgerUpdate update = cycle(Samples.crash("web-1"));
        ledger.telling(update.news(), "m1");
        after(Duration.ofMinutes(10));
        assertThat(cycle().isNews()).isFalse();
        ledger.accepted("m1", now);
        after(Duration.ofMinutes(10));
        assertThat(cycle().reason()).isEqualTo(NotifyReason.RESOLVED);
    }

    @Test
    void repeatsWhatStaysBrokenAfterFourHours() {
        tell(cycle(Samples.crash("web-1")));
        after(Duration.ofHours(3));
        assertThat(cycle(Samples.crash("web-1")).reason()).isEqualTo(NotifyReason.NONE);
        after(Duration.ofHours(1));
        assertThat(cycle(Samples.crash("web-1")).reason()).isEqualTo(NotifyReason.REPEAT);
    }

    @Test
    void doesNotRepeatWhatSomebodyAcknowledged() {
        tell(cycle(Samples.crash("web-1")));
        assertThat(ledger.acknowledge(Samples.crash("web-1").fingerprint(), "roger"))
                .isTrue();
        after(Duration.ofHours(5));
        assertThat(cycle(Samples.crash("web-1")).reason()).isEqualTo(NotifyReason.NONE);
    }

    @Test
    void tellsWhatGotWorse() {
        tell(cycle(Samples.crash("web-1").severity(Severity.WARNING)));
        after(Duration.ofMinutes(10));
        assertThat(cycle(Samples.crash("web-1")).reason()).isEqualTo(NotifyReason.WORSE);
    }

    @Test
    void tellsASecondFindingAsNewBesideAKnownOne() {
        tell(cycle(Samples.crash("web-1")));
        after(Duration.ofMinutes(10));
        LedgerUpdate update = cycle(Samples.crash("web-1"), Samples.nodeDown().causeClass("other"));
        assertThat(update.reason()).isEqualTo(NotifyReason.NEW_FINDINGS);
        assertThat(update.news()).hasSize(1);
    }

    @Test
    void saysOnceThatAFindingFlapsAndThenIsCalm() {
        int told = 0;
        for (int i = 0; i < 12; i++) {
            LedgerUpdate update = i % 2 == 0 ? cycle(Samples.crash("web-1")) : cycle();
            if (update.isNews()) {
                told++;
                tell(update);
            }
            after(Duration.ofMinutes(5));
        }
        assertThat(told).as("opened, resolved, opened, flapping").isLessThanOrEqualTo(4);
        assertThat(cycle(Samples.crash("web-1")).isNews()).isFalse();
    }

    @Test
    void holdsSymptomsBackAWhileAfterTheirCauseIsGone() {
        tell(cycle(Samples.crash("web-1"), Samples.nodeDown()));
        after(Duration.ofMinutes(1));
        LedgerUpdate recovering = cycle(Samples.crash("web-1"));
        assertThat(recovering.reason()).isEqualTo(NotifyReason.RESOLVED);
        tell(recovering);
        after(Duration.ofMinutes(5));
        assertThat(cycle(Samples.crash("web-1")).isNews()).isFalse();
        after(Duration.ofMinutes(6));
        assertThat(cycle(Samples.crash("web-1")).reason()).isEqualTo(NotifyReason.FIRST);
    }

    @Test
    void neverTakesForResolvedWhatItCouldNotSee() {
        tell(cycle(Samples.crash("web-1")));
        after(Duration.ofMinutes(10));
        Coverage blind = blind("pods", "forbidden");
        LedgerUpdate update = ledger.update(Samples.report(now, blind));
        assertThat(update.reason()).isEqualTo(NotifyReason.NONE);
        assertThat(update.blindNews()).containsExactly("pods in *: forbidden");
        assertThat(ledger.find(Samples.crash("web-1").fingerprint())
                        .orElseThrow()
                        .isOpen())
                .isTrue();
    }

    @Test
    void leavesSilencedFindingsUntoldUntilTheSilenceEnds() {
        ledger.silence(Map.of("namespace", "shop", "reason", "Crash*"), Duration.ofHours(1), "roger", "known");
        assertThat(cycle(Samples.crash("web-1")).isNews()).isFalse();
        after(Duration.ofHours(2));
        assertThat(cycle(Samples.crash("web-1")).reason()).isEqualTo(NotifyReason.FIRST);
    }

    @Test
    void foldsASymptomUnderACauseThatAnotherJobFound() {
        tell(cycle(Samples.nodeDown()));
        after(Duration.ofMinutes(5));
        LedgerUpdate other = ledger.update(Samples.reportOf("other-check", now, Samples.crash("web-1")));
        assertThat(other.reason()).isEqualTo(NotifyReason.NONE);
        assertThat(other.open())
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.causedBy()).contains(Samples.nodeDown().fingerprint()));
    }

    @Test
    void foldsASymptomUnderACauseThatIsHiddenJustNow() {
        tell(cycle(Samples.nodeDown()));
        after(Duration.ofMinutes(10));
        Coverage blind = blind("nodes", "timeout");

        LedgerUpdate update = ledger.update(Samples.report(now, blind, Samples.crash("web-1")));

        assertThat(update.isNews()).isFalse();
    }

    @Test
    void keepsWhatBefallsACronJobOpenWhileItsJobsCannotBeSeen() {
        Finding failing = Finding.of("JobFailed", Severity.WARNING, Samples.pod("import-1-x"))
                .owner(ObjectRef.of(ResourceType.CRON_JOBS, "shop", "import"));
        tell(cycle(failing));
        after(Duration.ofMinutes(10));
        Coverage blind = blind("jobs.batch", "timeout");

        assertThat(ledger.update(Samples.report(now, blind)).isNews()).isFalse();
        assertThat(cycle().reason()).isEqualTo(NotifyReason.RESOLVED);
    }

    @Test
    void keepsWhatBefallsADeploymentOpenWhileItsReplicaSetsCannotBeSeen() {
        tell(cycle(Samples.crash("web-1")));
        after(Duration.ofMinutes(10));
        Coverage blind = blind("replicasets.apps", "failed");

        assertThat(ledger.update(Samples.report(now, blind)).isNews()).isFalse();
        assertThat(cycle().reason()).isEqualTo(NotifyReason.RESOLVED);
    }

    /** What may never be seen again explains nothing. */
    @Test
    void tellsASymptomWhoseCauseBecameForbidden() {
        tell(cycle(Samples.nodeDown()));
        after(Duration.ofMinutes(10));
        Coverage blind = blind("nodes", "forbidden");

        LedgerUpdate update = ledger.update(Samples.report(now, blind, Samples.crash("web-1")));

        assertThat(update.isNews()).isTrue();
    }

    @Test
    void keepsInformationForThoseWhoAsk() {
        assertThat(cycle(Samples.crash("web-1").severity(Severity.INFO)).isNews())
                .isFalse();
        assertThat(ledger.all()).hasSize(1);
    }

    private static Coverage blind(String resource, String why) {
        return new Coverage(List.of(), List.of(new Coverage.Blind(resource, "*", why)), List.of());
    }

    private LedgerUpdate cycle(Finding... findings) {
        return ledger.update(Samples.report(now, findings));
    }

    private void tell(LedgerUpdate update) {
        String message = "told-" + messages++;
        ledger.telling(update.news(), message);
        ledger.accepted(message, now);
    }

    private void after(Duration time) {
        now = now.plus(time);
    }

    private FindingLedger ledger() {
        return new FindingLedger(database, LedgerSettings.DEFAULTS, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
    }
}
