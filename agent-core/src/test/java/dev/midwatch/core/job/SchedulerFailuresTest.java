package dev.midwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerFailuresTest {
    @TempDir
    Path home;

    private Night night;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void begin() {
        night = new Night(home, "2026-11-23T20:01:00Z");
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        night.close();
    }

    @Test
    void saysAFailureOnceThenEverySixHoursThenThatItWorksAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        night.bodies.put("a", run -> {
            if (broken.get()) {
                throw new IllegalStateException("no route to host");
            }
            return RunResult.quiet(RunFacts.none());
        });
        night.job("a", "every 1h");
        night.until("2026-11-24T04:01:00Z");
        assertThat(night.told()).containsExactly(JobNotice.Kind.FAILED, JobNotice.Kind.STILL_FAILING);
        assertThat(night.notices.get(0).text()).isEqualTo("a failed: no route to host");
        assertThat(night.notices.get(1).text()).isEqualTo("a is still failing, 7 times in 6h: no route to host");
        broken.set(false);
        night.restart();
        night.until("2026-11-24T06:01:00Z");
        assertThat(night.told())
                .containsExactly(JobNotice.Kind.FAILED, JobNotice.Kind.STILL_FAILING, JobNotice.Kind.WORKS_AGAIN);
        assertThat(night.notices.get(2).text()).isEqualTo("a works again, after 8 failed runs in 8h");
    }

    @Test
    void isNotStoppedByAnyFailureOfAJob() {
        night.bodies.put("classes", run -> {
            throw new NoClassDefFoundError("gone/Away");
        });
        night.bodies.put("nothing", run -> null);
        night.job("classes", "every 15m");
        night.job("nothing", "every 15m");
        night.job("well", "every 15m");
        night.until("2026-11-23T20:31:00Z");
        assertThat(night.states("well")).containsExactly(RunState.QUIET, RunState.QUIET);
        assertThat(night.states("classes")).containsExactly(RunState.FAILED, RunState.FAILED);
        assertThat(night.states("nothing")).containsExactly(RunState.FAILED, RunState.FAILED);
    }

    @Test
    void endsARunWhoseTimeIsUpAndInterruptsIt() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        night.bodies.put("a", run -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return RunResult.report("never", RunFacts.none());
        });
        night.workers = threads;
        night.restart();
        night.job("a", "every 30m");
        night.at("2026-11-23T20:30:00Z");
        await().until(() -> night.states("a").equals(List.of(RunState.RUNNING)));
        assertThat(night.at("2026-11-23T20:31:00Z")).isEqualTo("2026-11-23T20:45:00Z");
        night.at("2026-11-23T20:45:00Z");
        interrupted.await();
        assertThat(night.store.recent(1).get(0).error()).isEqualTo("took longer than 15m and was stopped");
        assertThat(night.states("a")).containsExactly(RunState.FAILED);
        assertThat(night.store.beginWrite(night.runs.get(0).id()))
                .as("may not write any more")
                .isFalse();
    }

    @Test
    void doesNotStartAJobBesideABodyThatIgnoresItsEnd() {
        CountDownLatch release = new CountDownLatch(1);
        night.bodies.put("stuck", run -> {
            while (release.getCount() > 0) {
                Thread.onSpinWait();
            }
            return RunResult.quiet(RunFacts.none());
        });
        night.workers = threads;
        night.settings(1, true, Duration.ofHours(24));
        night.job("stuck", "every 30m");
        night.job("other", "every day at 20:50");
        night.at("2026-11-23T20:30:00Z");
        await().until(() -> night.states("stuck").equals(List.of(RunState.RUNNING)));
        night.at("2026-11-23T20:45:00Z");
        night.at("2026-11-23T20:50:00Z");
        await().untilAsserted(() -> assertThat(night.states("other")).containsExactly(RunState.QUIET));
        night.at("2026-11-23T21:00:00Z");
        assertThat(night.states("stuck")).containsExactly(RunState.MISSED, RunState.FAILED);
        release.countDown();
        await().untilAsserted(() -> {
            night.clock.forward(Duration.ofMinutes(30));
            night.scheduler.tick();
            assertThat(night.states("stuck")).contains(RunState.QUIET);
        });
    }

    @Test
    void recordsAResultLaterIfTheStoreRefusesItNow() {
        night.bodies.put("a", run -> {
            night.database.update(
                    "CREATE TRIGGER full BEFORE UPDATE OF finished ON run BEGIN SELECT RAISE(ABORT, 'no room'); END");
            return RunResult.report("found", RunFacts.none());
        });
        night.job("a", "every 15m");
        night.at("2026-11-23T20:15:00Z");
        assertThat(night.states("a")).containsExactly(RunState.RUNNING);
        night.database.update("DROP TRIGGER full");
        night.at("2026-11-23T20:16:00Z");
        assertThat(night.states("a")).containsExactly(RunState.REPORT);
        assertThat(night.ran).hasSize(1);
    }

    @Test
    void keepsWhatTheListenerWritesExactlyIfTheRecordIsKept() {
        night.database.update("CREATE TABLE told (text TEXT)");
        List<String> refused = new ArrayList<>(List.of("first"));
        JobListener listener = new JobListener() {
            @Override
            public void finished(JobRun run, RunResult result) {
                night.database.update("INSERT INTO told (text) VALUES (?)", result.text());
                if (!refused.isEmpty()) {
                    throw new IllegalStateException(refused.remove(0));
                }
            }
        };
        Scheduler scheduler = new Scheduler(
                night.database,
                night.catalog,
                home.resolve("output"),
                run -> RunResult.report("at " + run.scheduled(), RunFacts.none()),
                listener,
                night.settings,
                night.clock,
                Runnable::run);
        night.job("a", "every 15m");
        night.clock.set(Instant.parse("2026-11-23T20:15:00Z"));
        scheduler.tick();
        assertThat(night.states("a")).containsExactly(RunState.FAILED);
        night.clock.set(Instant.parse("2026-11-23T20:30:00Z"));
        scheduler.tick();
        assertThat(night.states("a")).containsExactly(RunState.REPORT, RunState.FAILED);
        assertThat(night.database.query("SELECT text FROM told", row -> row.text("text")))
                .containsExactly("at 2026-11-23T20:30:00Z");
    }

    @Test
    void keepsTheNewestOutputsOnly() throws Exception {
        night.settings =
                new SchedulerSettings(night.settings.zone(), 4, true, Duration.ofHours(24), 3, Duration.ofMinutes(15));
        night.restart();
        night.bodies.put("a", run -> RunResult.report("seen at " + run.scheduled(), RunFacts.none()));
        night.job("a", "every 15m");
        night.until("2026-11-23T22:01:00Z");
        try (var files = java.nio.file.Files.list(home.resolve("output").resolve("a"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "2026-11-23T21-30-00Z.md", "2026-11-23T21-45-00Z.md", "2026-11-23T22-00-00Z.md");
        }
        assertThat(new RunOutputs(home.resolve("output"), 3).latest("a"))
                .hasValueSatisfying(text -> assertThat(text).contains("seen at 2026-11-23T22:00:00Z"));
    }
}
