package dev.midwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop on real threads and a clock that goes. */
class SchedulerLoopTest {
    @TempDir
    Path home;

    private final ExecutorService workers = Executors.newCachedThreadPool();
    /** Half a second before a full minute. */
    private final Clock clock = Clock.offset(
            Clock.systemUTC(),
            Duration.between(Clock.systemUTC().instant(), Instant.parse("2026-11-23T20:14:59.500Z")));

    private Database database;
    private JobCatalog catalog;
    private RunStore store;
    private Thread loop;

    @BeforeEach
    void open() {
        database = Database.open(home.resolve("state.db"));
        store = new RunStore(database);
        catalog = JobCatalog.open(home.resolve("jobs.json"), clock, ZoneOffset.UTC);
    }

    @AfterEach
    void close() {
        workers.shutdownNow();
        database.close();
    }

    private Scheduler start(JobBody body) {
        SchedulerSettings settings = SchedulerSettings.defaults(ZoneOffset.UTC);
        Scheduler scheduler = new Scheduler(
                database, catalog, home.resolve("output"), body, new JobListener() {}, settings, clock, workers);
        loop = new Thread(() -> {
            try {
                scheduler.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        loop.start();
        return scheduler;
    }

    private List<RunState> states() {
        return store.recent(10).stream().map(Run::state).toList();
    }

    @Test
    void wakesWhenAJobIsDueAndEndsWhenStopped() throws Exception {
        catalog.create(Map.of("name", "a", "schedule", "every 15m"));
        Scheduler scheduler = start(run -> RunResult.quiet(RunFacts.none()));
        await().untilAsserted(() -> assertThat(states()).containsExactly(RunState.QUIET));
        Run run = store.recent(1).get(0);
        assertThat(run.late()).isFalse();
        assertThat(Duration.between(run.scheduled(), run.claimed())).isBetween(Duration.ZERO, Duration.ofSeconds(5));
        scheduler.stop(Duration.ofSeconds(5));
        loop.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    void wakesWhenTheCatalogueChanges() throws Exception {
        Scheduler scheduler = start(run -> RunResult.quiet(RunFacts.none()));
        await().until(() -> new Outlook(database, SchedulerSettings.defaults(ZoneOffset.UTC), clock)
                .lastTick()
                .isPresent());
        catalog.create(
                Map.of("name", "b", "schedule", clock.instant().plusMillis(300).toString()));
        await().untilAsserted(() -> assertThat(states()).containsExactly(RunState.QUIET));
        scheduler.stop(Duration.ofSeconds(5));
    }

    @Test
    void letsRunsFinishThatDoSoInTimeWhenStopped() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        catalog.create(Map.of("name", "a", "schedule", "every 1d"));
        Scheduler scheduler = start(run -> {
            begun.countDown();
            finish.await();
            return RunResult.report("done", RunFacts.none());
        });
        scheduler.runNow("a");
        begun.await();
        workers.execute(finish::countDown);
        scheduler.stop(Duration.ofSeconds(10));
        assertThat(states()).containsExactly(RunState.REPORT);
    }

    @Test
    void cutsRunsThatDoNotFinishInTimeSoThatTheNextProcessBeginsThemAgain() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        catalog.create(Map.of("name", "a", "schedule", "every 1d"));
        Scheduler scheduler = start(run -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
            return RunResult.quiet(RunFacts.none());
        });
        scheduler.runNow("a");
        begun.await();
        scheduler.stop(Duration.ZERO);
        interrupted.await();
        assertThat(states()).containsExactly(RunState.INTERRUPTED);
        Scheduler next = start(run -> RunResult.quiet(RunFacts.none()));
        await().untilAsserted(() -> assertThat(states()).containsExactly(RunState.QUIET, RunState.INTERRUPTED));
        next.stop(Duration.ofSeconds(5));
    }
}
