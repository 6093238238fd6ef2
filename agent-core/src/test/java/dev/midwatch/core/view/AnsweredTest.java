package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnsweredTest {
    private static final Answered.Found FRESH = new Answered.Found(Answered.Standing.FRESH, Optional.empty());

    @TempDir
    private Path directory;

    private volatile Instant now = Instant.parse("2026-03-02T00:00:00Z");
    private final InstantSource clock = () -> now;

    @Test
    void answersACommandThatIsGivenAgainAlsoAfterARestart() {
        try (Database database = open()) {
            Answered answered = new Answered(database, clock);
            assertThat(answered.begin("api:ci", "k1", "POST /run")).isEqualTo(FRESH);
            assertThat(answered.begin("api:ci", "k1", "POST /run").standing()).isEqualTo(Answered.Standing.AT_WORK);
            answered.done("api:ci", "k1", "fine");
        }
        try (Database database = open()) {
            Answered answered = new Answered(database, clock);
            assertThat(answered.begin("api:ci", "k1", "POST /run"))
                    .isEqualTo(new Answered.Found(Answered.Standing.DONE, Optional.of("fine")));
        }
    }

    @Test
    void tellsAnotherCommandOfThatNameFromAnotherOwner() {
        try (Database database = open()) {
            Answered answered = new Answered(database, clock);
            answered.begin("api:ci", "k1", "POST /run");
            assertThat(answered.begin("api:ci", "k1", "POST /pause").standing()).isEqualTo(Answered.Standing.OTHER);
            assertThat(answered.begin("api:cd", "k1", "POST /pause")).isEqualTo(FRESH);
        }
    }

    @Test
    void doesNotBeginAgainWhatACrashCutOff() {
        try (Database database = open()) {
            new Answered(database, clock).begin("api:ci", "k1", "POST /run");
        }
        try (Database database = open()) {
            assertThat(new Answered(database, clock)
                            .begin("api:ci", "k1", "POST /run")
                            .standing())
                    .isEqualTo(Answered.Standing.UNKNOWN);
        }
    }

    @Test
    void givesANameBackThatNothingWasDoneUnder() {
        try (Database database = open()) {
            Answered answered = new Answered(database, clock);
            answered.begin("api:ci", "k1", "POST /run");
            answered.notDone("api:ci", "k1");
            assertThat(answered.begin("api:ci", "k1", "POST /run")).isEqualTo(FRESH);
        }
    }

    @Test
    void forgetsAfterADayAndKeepsNoMoreThanItsLimitOfEachOwner() {
        try (Database database = open()) {
            Answered answered = new Answered(database, clock);
            for (int n = 0; n < Answered.MOST + 5; n++) {
                answered.begin("api:ci", "k" + n, "POST /run");
                answered.done("api:ci", "k" + n, "fine");
                now = now.plus(Duration.ofSeconds(1));
            }
            answered.begin("api:cd", "other", "POST /run");
            assertThat(rows(database, "api:ci")).isEqualTo(Answered.MOST);
            assertThat(answered.begin("api:ci", "k1004", "POST /run").standing())
                    .isEqualTo(Answered.Standing.DONE);
            assertThat(answered.begin("api:ci", "k0", "POST /run")).isEqualTo(FRESH);
            assertThat(rows(database, "api:cd")).isEqualTo(1);
            now = now.plus(Answered.KEPT);
            answered.begin("api:cd", "again", "POST /run");
            assertThat(rows(database, "api:ci")).isZero();
        }
    }

    @Test
    void letsOneAloneBeginWhenManyAskAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Database database = open()) {
            Answered answered = new Answered(database, clock);
            Callable<Answered.Found> ask = () -> answered.begin("api:ci", "k1", "POST /run");
            int fresh = 0;
            for (Future<Answered.Found> found : threads.invokeAll(List.of(ask, ask, ask, ask, ask, ask, ask, ask))) {
                fresh += found.get().equals(FRESH) ? 1 : 0;
            }
            assertThat(fresh).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private Database open() {
        return Database.open(directory.resolve("state.db"));
    }

    private static long rows(Database database, String owner) {
        return database.one("SELECT count(*) AS n FROM answered WHERE owner = ?", row -> row.number("n"), owner)
                .orElseThrow();
    }
}
