package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.core.agent.Evidence;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerSettings;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.job.CatalogException;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.store.Database;
import dev.midwatch.testkit.FakeCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job is shown of others ({@code context_from}). */
final class ContextTest {
    private static final String NONE = "(none is kept: it has not run yet, or said nothing)";

    @TempDir
    Path directory;

    private Database database;
    private JobCatalog jobs;
    private Context context;

    @BeforeEach
    void open() {
        Clock clock = Clock.systemUTC();
        database = Database.open(directory.resolve("state.db"));
        jobs = JobCatalog.open(directory.resolve("jobs.json"), clock, ZoneOffset.UTC);
        FindingLedger ledger = new FindingLedger(database, LedgerSettings.DEFAULTS, clock);
        context = new Context(
                new Home(directory),
                Optional::empty,
                new OpenFindings(ledger, clock),
                permissions -> FakeCluster.empty(),
                clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** With the jobs that it names, where there are none yet. */
    private JobDefinition job(String name, String... contextFrom) {
        make(name);
        Stream.of(contextFrom).filter(other -> !other.equals("self")).forEach(this::make);
        return jobs.edit(name, Map.of("context_from", List.of(contextFrom)));
    }

    private void make(String name) {
        if (jobs.find(name).isEmpty()) {
            jobs.create(Map.of("name", name, "schedule", "every 1h", "prompt", "x"));
        }
    }

    private void said(String job, String file, String text) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("cron/output").resolve(job));
        Files.writeString(folder.resolve(file), text);
    }

    @Test
    void showsTheLastOutputOfEachJobInItsOrder() throws IOException {
        said("first", "2026-11-28T00-00-00Z.md", "old");
        said("first", "2026-11-29T00-00-00Z.md", "new");
        said("second", "2026-11-29T00-00-00Z.md", "other");

        assertThat(context.of(job("third", "second", "first")))
                .containsExactly(
                        new Evidence("last output of second", "other"), new Evidence("last output of first", "new"));
    }

    @Test
    void takesTheSecondAttemptForNewerThanTheFirst() throws IOException {
        said("first", "2026-11-29T00-00-00Z.md", "cut off");
        said("first", "2026-11-29T00-00-00Z-2.md", "whole");

        assertThat(context.of(job("second", "first")))
                .extracting(Evidence::text)
                .containsExactly("whole");
    }

    @Test
    void showsAJobItsOwnLastOutputOnce() throws IOException {
        said("me", "2026-11-29T00-00-00Z.md", "what I said");

        assertThat(context.of(job("me", "self", "me")))
                .containsExactly(new Evidence("last output of me", "what I said"));
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(context.of(job("a", "never-run"))).containsExactly(new Evidence("last output of never-run", NONE));
    }

    /** Each sees what the other said last; nothing is run for it, so that there is no end to come to. */
    @Test
    void goesRoundNoCircle() throws IOException {
        JobDefinition a = job("a", "b");
        JobDefinition b = job("b", "a");
        said("a", "2026-11-29T00-00-00Z.md", "from a");

        assertThat(context.of(b)).containsExactly(new Evidence("last output of a", "from a"));
        assertThat(context.of(a)).containsExactly(new Evidence("last output of b", NONE));
    }

    @Test
    void capsEachOutputAndTheirNumber() throws IOException {
        said("a", "2026-11-29T00-00-00Z.md", "♥ line\n".repeat(5_000));

        List<Evidence> shown = context.of(job("me", "a", "b", "c", "d", "e", "f"));

        assertThat(shown).hasSize(5);
        assertThat(shown.get(0).text()).hasSizeLessThan(4_100).contains("more lines, cut here");
        assertThat(shown.get(4)).isEqualTo(new Evidence("outputs that did not fit", "e, f"));
    }

    @Test
    void refusesWhatIsNoJob() {
        make("me");
        assertThatThrownBy(() -> jobs.edit("me", Map.of("context_from", List.of("../../memories"))))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("context_from[0]: there is no job \"../../memories\"");
    }
}
