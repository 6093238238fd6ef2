package dev.midwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerTest {
    @TempDir
    Path home;

    private Night night;

    @BeforeEach
    void begin() {
        night = new Night(home, "2026-11-23T20:01:00Z");
    }

    @AfterEach
    void end() {
        night.close();
    }

    @Test
    void runsEachOccurrenceOnceAndRecordsIt() {
        night.job("a", "every 15m");
        night.until("2026-11-23T20:46:00Z");
        assertThat(night.ran)
                .containsExactly("a 2026-11-23T20:15:00Z", "a 2026-11-23T20:30:00Z", "a 2026-11-23T20:45:00Z");
        Run last = night.store.recent(1).get(0);
        assertThat(last.state()).isEqualTo(RunState.QUIET);
        assertThat(last.late()).isFalse();
        assertThat(last.facts().lookedAt()).isEqualTo("3 nodes");
        assertThat(last.finished()).contains(Instant.parse("2026-11-23T20:45:00Z"));
        assertThat(home.resolve("output").resolve(last.output().orElseThrow()))
                .content()
                .contains("# a: quiet", "- looked at 3 nodes");
    }

    @Test
    void isNotMovedByARestart() {
        night.job("a", "every 15m");
        night.clock.forward(Duration.ofMinutes(7));
        night.restart();
        night.until("2026-11-23T20:16:00Z");
        assertThat(night.ran).containsExactly("a 2026-11-23T20:15:00Z");
    }

    @Test
    void doesNotStartAJobThatIsStillRunning() {
        night.hold();
        night.job("a", "every 15m", "2h");
        night.at("2026-11-23T20:15:00Z");
        night.at("2026-11-23T20:29:59Z");
        assertThat(night.held).hasSize(1);
        night.at("2026-11-23T20:30:00Z");
        assertThat(night.held).hasSize(1);
        assertThat(night.states("a")).containsExactly(RunState.MISSED, RunState.CLAIMED);
        assertThat(night.store.recent(1).get(0).error()).isEqualTo("the run before was still going");
        night.held.remove().run();
        night.at("2026-11-23T20:45:00Z");
        assertThat(night.held).hasSize(1);
    }

    @Test
    void catchesUpOnceAndSaysThatItIsLate() {
        night.job("a", "every 15m");
        night.at("2026-11-23T20:15:00Z");
        night.clock.set(Instant.parse("2026-11-23T22:07:00Z"));
        night.restart();
        night.scheduler.tick();
        night.scheduler.tick();
        assertThat(night.ran).containsExactly("a 2026-11-23T20:15:00Z", "a 2026-11-23T22:00:00Z");
        JobRun late = night.runs.get(1);
        assertThat(late.late()).isTrue();
        assertThat(late.missed()).isEqualTo(6);
        assertThat(late.lateNote())
                .contains("late: was due at 2026-11-23 22:00, ran at 2026-11-23 22:07; 6 earlier runs were missed");
        night.until("2026-11-23T22:16:00Z");
        assertThat(night.runs.get(2).lateNote()).isEmpty();
    }

    @Test
    void doesNotCatchUpWhatIsOlderThanTheWindow() {
        night.settings(4, true, Duration.ofHours(2));
        night.job("daily", "every day at 21:00");
        night.at("2026-11-24T00:00:00Z");
        assertThat(night.ran).isEmpty();
        assertThat(night.states("daily")).containsExactly(RunState.MISSED);
        night.until("2026-11-24T21:01:00Z");
        assertThat(night.ran).containsExactly("daily 2026-11-24T21:00:00Z");
    }

    @Test
    void doesNotCatchUpAtAllIfToldSo() {
        night.settings(4, false, Duration.ofHours(24));
        night.job("a", "every 1h");
        night.at("2026-11-23T23:10:00Z");
        assertThat(night.ran).isEmpty();
        assertThat(night.store.recent(5)).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(RunState.MISSED);
            assertThat(run.missed()).isEqualTo(3);
        });
    }

    @Test
    void runsAgainWhatACrashCutWhileItOnlyRead() {
        night.asDoomedProcess();
        night.hold();
        night.asDoomedProcess();
        night.job("a", "every 15m");
        night.at("2026-11-23T20:15:00Z");
        night.held.clear();
        night.workers = Runnable::run;
        night.clock.forward(Duration.ofMinutes(3));
        night.restart();
        night.scheduler.tick();
        assertThat(night.ran).containsExactly("a 2026-11-23T20:15:00Z");
        assertThat(night.runs.get(0).attempt()).isEqualTo(2);
        assertThat(night.runs.get(0).late()).isTrue();
        assertThat(night.states("a")).containsExactly(RunState.QUIET, RunState.INTERRUPTED);
        night.scheduler.tick();
        assertThat(night.ran).hasSize(1);
        assertThat(night.notices).isEmpty();
    }

    @Test
    void reportsAndDoesNotRepeatWhatHadBegunToWrite() {
        night.asDoomedProcess();
        night.bodies.put("a", run -> {
            assertThat(night.store.beginWrite(run.id())).isTrue();
            throw new PowerCut();
        });
        crash("a");
        night.restart();
        night.scheduler.tick();
        assertThat(night.ran).hasSize(1);
        assertThat(night.states("a")).containsExactly(RunState.INTERRUPTED);
        assertThat(night.told()).containsExactly(JobNotice.Kind.CUT_SHORT);
        assertThat(night.notices.get(0).text()).contains("had begun to change the cluster");
        night.restart();
        night.scheduler.tick();
        assertThat(night.told()).hasSize(1);
    }

    @Test
    void givesUpOnARunThatCrashAfterCrashCuts() {
        night.hold();
        night.asDoomedProcess();
        night.job("a", "every day at 20:15");
        night.clock.set(Instant.parse("2026-11-23T20:15:00Z"));
        for (int i = 0; i < 5; i++) {
            night.scheduler.tick();
            night.held.clear();
            night.asDoomedProcess();
        }
        assertThat(night.states("a")).containsExactly(RunState.INTERRUPTED, RunState.INTERRUPTED, RunState.INTERRUPTED);
        assertThat(night.told()).containsExactly(JobNotice.Kind.CUT_SHORT);
        assertThat(night.notices.get(0).text()).contains("was cut 3 times");
    }

    /** The body never comes back and its end is never recorded: what a kill looks like from outside. */
    private void crash(String job) {
        night.workers = task -> {
            throw new PowerCut();
        };
        List<Runnable> taken = new java.util.ArrayList<>();
        night.workers = taken::add;
        night.asDoomedProcess();
        night.job(job, "every 15m");
        night.at("2026-11-23T20:15:00Z");
        night.database.update(
                "CREATE TRIGGER crash BEFORE UPDATE OF finished ON run BEGIN SELECT RAISE(ABORT, 'x'); END");
        taken.get(0).run();
        night.database.update("DROP TRIGGER crash");
        night.workers = Runnable::run;
    }

    private static final class PowerCut extends Error {}

    @Test
    void endsAfterItsRepeats() {
        night.catalog.create(Map.of("name", "a", "schedule", "every 15m", "repeat", 2));
        night.until("2026-11-23T22:00:00Z");
        assertThat(night.ran).hasSize(2);
        assertThat(night.catalog.get("a").enabled()).isFalse();
        assertThat(night.catalog.get("a").pausedReason()).contains("done: ran 2 times");
        night.catalog.resume("a");
        night.until("2026-11-23T23:00:00Z");
        assertThat(night.ran).hasSize(4);
    }

    @Test
    void runsAOneShotOnceAndDisablesIt() {
        night.job("once", "in 30m");
        night.until("2026-11-23T20:32:00Z");
        night.scheduler.tick();
        assertThat(night.ran).containsExactly("once 2026-11-23T20:31:00Z");
        assertThat(night.catalog.get("once").pausedReason()).contains("done: ran once");
        night.restart();
        night.until("2026-11-24T20:32:00Z");
        assertThat(night.ran).hasSize(1);
    }

    @Test
    void countsADelayWrittenByHandFromWhenItWasFirstSeen() throws Exception {
        night.job("other", "every 1d");
        Files.writeString(
                home.resolve("cron").resolve("jobs.json"),
                "{\"jobs\": [{\"name\": \"once\", \"schedule\": \"in 10m\"}]}");
        night.scheduler.tick();
        night.clock.forward(Duration.ofMinutes(5));
        night.restart();
        night.until("2026-11-23T20:30:00Z");
        assertThat(night.ran).containsExactly("once 2026-11-23T20:11:00Z");
    }

    @Test
    void catchesUpAOneShotThatPassedBeforeTheFirstStart() {
        night.catalog.create(Map.of("name", "once", "schedule", "in 5m"));
        night.at("2026-11-23T20:20:00Z");
        assertThat(night.ran).containsExactly("once 2026-11-23T20:06:00Z");
        assertThat(night.runs.get(0).late()).isTrue();
    }

    @Test
    void runsNothingTwiceWhenTheClockIsPutBack() {
        night.job("a", "every 15m");
        night.until("2026-11-23T21:01:00Z");
        List<String> before = List.copyOf(night.ran);
        assertThat(before).hasSize(4);
        night.clock.set(Instant.parse("2026-11-23T20:05:00Z"));
        night.until("2026-11-23T21:16:00Z");
        assertThat(night.ran).hasSize(5).doesNotHaveDuplicates().endsWith("a 2026-11-23T21:15:00Z");
    }

    @Test
    void goesOnWatchingAfterTheClockWasYearsAhead() {
        night.job("a", "every 15m");
        night.at("2036-01-01T00:00:00Z");
        assertThat(night.ran).containsExactly("a 2036-01-01T00:00:00Z");
        assertThat(night.runs.get(0).missed()).isEqualTo(Due.COUNTED);
        night.clock.set(Instant.parse("2026-11-23T20:05:00Z"));
        night.until("2026-11-23T20:31:00Z");
        assertThat(night.ran)
                .contains("a 2026-11-23T20:15:00Z", "a 2026-11-23T20:30:00Z")
                .hasSize(3);
    }

    @Test
    void doesNotCatchUpWhatPassedDuringAPause() {
        night.job("a", "every 15m");
        night.catalog.pause("a", "holiday");
        night.scheduler.tick();
        night.at("2026-11-23T21:05:00Z");
        night.catalog.resume("a");
        night.until("2026-11-23T21:16:00Z");
        assertThat(night.ran).containsExactly("a 2026-11-23T21:15:00Z");
        assertThat(night.runs.get(0).missed()).isZero();
    }

    @Test
    void waitsForRoomAndBeginsTheLongestWaitingFirst() {
        night.hold();
        night.settings(1, true, Duration.ofHours(24));
        night.job("slow", "every 30m", "2h");
        night.job("b", "every 10m", "2h");
        night.at("2026-11-23T20:10:00Z");
        night.at("2026-11-23T20:30:30Z");
        assertThat(night.held).hasSize(1);
        night.held.remove().run();
        assertThat(night.ran).containsExactly("b 2026-11-23T20:10:00Z");
        night.scheduler.tick();
        night.held.remove().run();
        assertThat(night.ran).hasSize(2).last().isEqualTo("slow 2026-11-23T20:30:00Z");
        assertThat(night.runs.get(1).late()).isFalse();
    }

    @Test
    void runsNowWhatSomebodyAsksFor() {
        night.job("a", "every 15m");
        night.catalog.pause("a", "");
        assertThat(night.scheduler.runNow("a")).isPresent();
        assertThat(night.runs.get(0).cause()).isEqualTo(Cause.MANUAL);
        assertThatThrownBy(() -> night.scheduler.runNow("aa")).hasMessageContaining("did you mean \"a\"?");
        night.hold();
        assertThat(night.scheduler.runNow("a")).isPresent();
        assertThat(night.scheduler.runNow("a")).isEmpty();
    }

    @Test
    void tellsABrokenEditOnceAndGoesOn() throws Exception {
        night.job("a", "every 15m");
        Files.writeString(home.resolve("cron").resolve("jobs.json"), "{\"jobs\": [}");
        night.until("2026-11-23T20:31:00Z");
        assertThat(night.ran).hasSize(2);
        assertThat(night.told()).containsExactly(JobNotice.Kind.CATALOG_BROKEN);
        assertThat(night.notices.get(0).text()).contains("cron/jobs.json:1: not valid JSON");
        Files.writeString(home.resolve("cron").resolve("jobs.json"), "{\"jobs\": []}");
        night.scheduler.tick();
        assertThat(night.told()).endsWith(JobNotice.Kind.CATALOG_MENDED);
    }

    @Test
    void looksAheadWithoutWriting() {
        night.job("a", "every 15m");
        Outlook outlook = new Outlook(night.database, night.settings, night.clock);
        assertThat(outlook.nextDue(night.catalog.get("a"))).contains(Instant.parse("2026-11-23T20:15:00Z"));
        assertThat(outlook.lastTick()).contains(Instant.parse("2026-11-23T20:01:00Z"));
        assertThat(outlook.overdue()).isEmpty();
        night.clock.forward(Duration.ofMinutes(2));
        assertThat(outlook.overdue()).contains(Duration.ofMinutes(2));
    }
}
