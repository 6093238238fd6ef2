package dev.midwatch.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobListener;
import dev.midwatch.core.job.RunFacts;
import dev.midwatch.core.job.RunResult;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.job.SchedulerSettings;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.StoreException;
import dev.midwatch.core.store.WriteProbe;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real scheduler on a real store, and a cluster that can be taken away. */
class HealthTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path home;

    private final HandClock clock = new HandClock();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Simulation simulation = Simulation.start(Scenario.builtIn("healthy"));
    private Database database;
    private Scheduler scheduler;
    private Cluster cluster;
    private WriteProbe probe;
    private Health health;

    @BeforeEach
    void open() throws Exception {
        database = Database.open(home.resolve("state.db"));
        scheduler = new Scheduler(
                database,
                JobCatalog.open(home.resolve("jobs.json"), clock, ZoneOffset.UTC),
                home.resolve("output"),
                run -> RunResult.quiet(RunFacts.none()),
                new JobListener() {},
                SchedulerSettings.defaults(ZoneOffset.UTC),
                clock,
                Runnable::run);
        Path kubeconfig = Files.writeString(home.resolve("kubeconfig"), simulation.kubeconfig());
        cluster = Cluster.connect(ClusterSettings.of(kubeconfig), clock);
        probe = new WriteProbe(database, Duration.ofMillis(500), Duration.ZERO);
        health = new Health(scheduler::pulse, probe, cluster.contact(), cluster::version, workers, clock);
    }

    @AfterEach
    void close() {
        workers.shutdownNow();
        probe.close();
        cluster.close();
        database.close();
        simulation.close();
    }

    @Test
    void isGoodWhileTicksComeAndTheClusterAnswers() throws Exception {
        scheduler.tick();

        assertThat(health.live().alive()).isTrue();
        assertThat(health.ready()).isEmpty();
        await().atMost(PATIENCE).until(() -> cluster.contact().lastHeard().isPresent());
    }

    @Test
    void tellsOfTicksThatStopped() throws Exception {
        scheduler.tick();
        clock.pass(Duration.ofMinutes(6));

        assertThat(health.ready()).anyMatch(why -> why.startsWith("a tick is overdue: the last one ended 6 min ago"));
        assertThat(health.live()).isEqualTo(new Health.Life(false, "no tick has begun for 6 min, longer than 5 min"));

        scheduler.tick();
        assertThat(health.ready()).isEmpty();
        assertThat(health.live().alive()).isTrue();
    }

    @Test
    void isAliveAndNotReadyWhileEveryTickFailsOnAStoreThatOnlyReads() throws Exception {
        scheduler.tick();
        readOnly(true);
        clock.pass(Duration.ofMinutes(6));
        assertThat(failingTick()).isInstanceOf(StoreException.class);

        assertThat(health.live().alive()).isTrue();
        assertThat(health.ready())
                .hasSize(2)
                .anyMatch(why -> why.startsWith("a tick is overdue"))
                .anyMatch(why -> why.matches("the store is not writable: .*state.db cannot be written: .*read-only"));

        readOnly(false);
        scheduler.tick();
        assertThat(health.ready()).isEmpty();
    }

    private void readOnly(boolean only) {
        database.update("PRAGMA query_only = " + (only ? 1 : 0));
    }

    private Throwable failingTick() {
        try {
            scheduler.tick();
            return null;
        } catch (RuntimeException failed) {
            return failed;
        }
    }

    @Test
    void tellsThatTheDiskIsFull() throws Exception {
        scheduler.tick();
        database.inTransaction(() -> database.query("PRAGMA max_page_count = 1", row -> row.number("max_page_count")));

        assertThat(health.ready())
                .singleElement()
                .asString()
                .startsWith("the store is not writable: the disk is full: ");
    }

    @Test
    void doesNotWaitForAStoreThatSomebodyElseKeepsAndPilesUpNoWrites() throws Exception {
        scheduler.tick();
        CountDownLatch kept = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        try (Database other = Database.open(home.resolve("state.db"))) {
            workers.execute(() -> other.inTransaction(() -> {
                kept.countDown();
                try {
                    assertThat(enough.await(20, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            assertThat(kept.await(20, TimeUnit.SECONDS)).isTrue();
            long from = System.nanoTime();
            for (int asked = 0; asked < 3; asked++) {
                assertThat(health.ready()).containsExactly("the store is not writable: no write ended within 500 ms");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(4));
            enough.countDown();
            await().atMost(PATIENCE).until(() -> health.ready().isEmpty());
        }
    }

    @Test
    void tellsOfAClusterThatHasNotAnsweredForFiveMinutesThoughNobodyElseAsks() throws Exception {
        scheduler.tick();
        health.ready();
        await().atMost(PATIENCE).until(() -> cluster.contact().lastHeard().isPresent());
        simulation.close();
        clock.pass(Duration.ofMinutes(1));
        scheduler.tick();

        assertThat(health.ready()).isEmpty();
        await().atMost(PATIENCE).until(() -> cluster.contact().lostSince().isPresent());
        clock.pass(Duration.ofMinutes(4).plusSeconds(59));
        scheduler.tick();
        assertThat(health.ready()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(health.ready()).containsExactly("the cluster has been unreachable for 5 min");
        assertThat(health.live().alive()).isTrue();
    }
}
