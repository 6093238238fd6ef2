package dev.midwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.job.RunStore.Occurrence;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path home;

    private static Occurrence occurrence(int minute) {
        return new Occurrence("id", "a", NOON.plus(Duration.ofMinutes(minute)), 1, Cause.SCHEDULED, false, 0);
    }

    @Test
    void givesEachOccurrenceToOneOfManyClaimants() throws Exception {
        Path file = home.resolve("state.db");
        int claimants = 4;
        CyclicBarrier together = new CyclicBarrier(claimants);
        ExecutorService threads = Executors.newFixedThreadPool(claimants);
        Callable<Integer> claimant = () -> {
            try (Database database = Database.open(file)) {
                RunStore store = new RunStore(database);
                together.await(30, TimeUnit.SECONDS);
                int won = 0;
                for (int minute = 0; minute < 100; minute++) {
                    won += store.claim(occurrence(minute), NOON).isPresent() ? 1 : 0;
                }
                return won;
            }
        };
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < claimants; i++) {
            all.add(threads.submit(claimant));
        }
        int won = 0;
        for (Future<Integer> one : all) {
            won += one.get();
        }
        threads.shutdown();
        assertThat(won).isEqualTo(100);
        try (Database database = Database.open(file)) {
            assertThat(new RunStore(database).recent(1000)).hasSize(100);
        }
    }

    @Test
    void endsARunOnce() {
        try (Database database = Database.open(home.resolve("state.db"))) {
            RunStore store = new RunStore(database);
            long id = store.claim(occurrence(0), NOON).orElseThrow();
            assertThat(store.begin(id, NOON)).isTrue();
            assertThat(store.begin(id, NOON)).isFalse();
            RunResult report = RunResult.report("two lines\nof text", RunFacts.lookedAt("1 pod"));
            assertThat(store.finish(id, RunState.REPORT, report, Optional.empty(), NOON))
                    .isTrue();
            assertThat(store.finish(id, RunState.FAILED, report, Optional.empty(), NOON))
                    .isFalse();
            assertThat(store.find(id)).hasValueSatisfying(run -> {
                assertThat(run.state()).isEqualTo(RunState.REPORT);
                assertThat(run.summary()).isEqualTo("two lines");
            });
            assertThat(store.beginWrite(id)).isFalse();
        }
    }

    @Test
    void leavesRunsOfLivingProcessesAlone() {
        try (Database database = Database.open(home.resolve("state.db"))) {
            RunStore alive = new RunStore(database);
            Owner self = Owner.ofThisProcess();
            RunStore before = new RunStore(database, new Owner(self.host(), self.pid(), self.startedMillis() - 60_000));
            alive.claim(occurrence(0), NOON);
            long orphan = before.claim(occurrence(1), NOON).orElseThrow();
            assertThat(alive.orphans()).extracting(Run::id).containsExactly(orphan);
        }
    }

    @Test
    void forgetsOldRunsExceptTheNewest() {
        try (Database database = Database.open(home.resolve("state.db"))) {
            RunStore store = new RunStore(database);
            for (int minute = 0; minute < 10; minute++) {
                long id = store.claim(occurrence(minute), NOON).orElseThrow();
                store.finish(id, RunState.QUIET, RunResult.quiet(RunFacts.none()), Optional.empty(), NOON);
            }
            assertThat(store.prune(Duration.ofDays(1), 3, NOON)).isZero();
            assertThat(store.prune(Duration.ofDays(1), 3, NOON.plus(Duration.ofDays(2))))
                    .isEqualTo(7);
            assertThat(store.recent(100)).hasSize(3);
        }
    }
}
