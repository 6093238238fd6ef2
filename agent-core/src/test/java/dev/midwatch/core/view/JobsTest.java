package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.audit.CanonicalJson;
import dev.midwatch.core.job.JobBody;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobListener;
import dev.midwatch.core.job.Outlook;
import dev.midwatch.core.job.RunFacts;
import dev.midwatch.core.job.RunResult;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.job.SchedulerSettings;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Actor ANNA = new Actor("dashboard:anna", Level.APPROVER);
    private static final Actor OTTO = new Actor("dashboard:otto", Level.OPERATOR);
    private static final Actor VERA = new Actor("dashboard:vera", Level.VIEWER);

    @TempDir
    Path home;

    private Path file;
    private Database database;
    private JobCatalog catalog;
    private Audit audit;
    private Jobs jobs;
    private final CountDownLatch go = new CountDownLatch(1);
    private final ExecutorService workers = Executors.newCachedThreadPool();

    @BeforeEach
    void open() throws IOException {
        file = Files.createDirectories(home.resolve("cron")).resolve("jobs.json");
        open("2026-03-27T12:00:00Z");
        catalog.create(Map.of("name", "pods", "schedule", "every 15m"));
    }

    private void open(String now) {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        database = Database.open(home.resolve("state.db"));
        catalog = JobCatalog.open(file, clock, BERLIN);
        audit = new Audit(home.resolve("audit.jsonl"), clock);
        SchedulerSettings settings = SchedulerSettings.defaults(BERLIN);
        JobBody body = run -> {
            assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
            return RunResult.quiet(RunFacts.lookedAt("3 nodes"));
        };
        Scheduler scheduler = new Scheduler(
                database, catalog, home.resolve("output"), body, new JobListener() {}, settings, clock, workers);
        jobs = new Jobs(
                catalog,
                new RunStore(database),
                new Outlook(database, settings, clock),
                scheduler,
                audit,
                BERLIN,
                clock);
    }

    @AfterEach
    void close() throws InterruptedException {
        go.countDown();
        workers.shutdown();
        assertThat(workers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        database.close();
    }

    private List<String> steps() {
        return audit.lines().stream()
                .map(CanonicalJson::parse)
                .map(line -> line.get("step").text() + " " + line.get("by").text())
                .toList();
    }

    @Test
    void showsTheNextFiveRunsOverTheNightInWhichTheClockIsMoved() {
        SchedulePreview preview = jobs.preview("30 2 * * *", Optional.of("Europe/Berlin"));
        assertThat(preview.timezone()).isEqualTo("Europe/Berlin");
        assertThat(preview.next())
                .hasSize(5)
                .startsWith("2026-03-28T02:30:00+01:00")
                .contains("2026-03-30T02:30:00+02:00");
        assertThat(jobs.preview("30 2 * * *", Optional.of("UTC")).next())
                .first()
                .isEqualTo("2026-03-28T02:30:00Z");
        assertThat(jobs.preview("0 8 * * *", Optional.of(" ")).timezone()).isEqualTo("Europe/Berlin");
    }

    @Test
    void showsTheOneRunOfAJobThatRunsOnce() {
        assertThat(jobs.preview("in 30m", Optional.of("UTC")).next()).containsExactly("2026-03-27T12:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "every", "every 0m", "61 * * * *", "in -3m", "whenever"})
    void saysWhatIsWrongWithASchedule(String schedule) {
        refused(Refusal.Why.INVALID, "", () -> jobs.preview(schedule, Optional.empty()));
    }

    @Test
    void saysWhichZoneThereIsNot() {
        refused(Refusal.Why.INVALID, "timezone: ", () -> jobs.preview("0 8 * * *", Optional.of("Europe/Barlin")));
        refused(Refusal.Why.INVALID, "timezone: ", () -> jobs.preview("0 8 * * *", Optional.of("$\n")));
    }

    @Test
    void createsEditsPausesResumesAndRemoves() {
        jobs.create(Map.of("name", "nodes", "schedule", "0 8 * * *", "prompt", "Look at the nodes."), ANNA);
        assertThat(jobs.edit("nodes", Map.of("schedule", "0 9 * * *", "timezone", "UTC"), ANNA))
                .satisfies(row -> {
                    assertThat(row.schedule()).isEqualTo("0 9 * * *");
                    assertThat(row.timezone()).isEqualTo("UTC");
                    assertThat(row.nextRun()).contains(Instant.parse("2026-03-28T09:00:00Z"));
                });
        assertThat(jobs.pause("nodes", "too loud", OTTO)).satisfies(row -> {
            assertThat(row.enabled()).isFalse();
            assertThat(row.pausedReason()).contains("too loud");
            assertThat(row.nextRun()).isEmpty();
        });
        assertThat(jobs.resume("nodes", OTTO).enabled()).isTrue();
        jobs.remove("nodes", ANNA);
        assertThat(jobs.list()).extracting(JobRow::name).containsExactly("pods");
        assertThat(steps())
                .containsExactly(
                        "job created dashboard:anna",
                        "job edited dashboard:anna",
                        "job paused dashboard:otto",
                        "job resumed dashboard:otto",
                        "job removed dashboard:anna");
    }

    @Test
    void hasTheStepInTheAuditFileBeforeTheJobIsInForce() {
        List<Integer> written = new ArrayList<>();
        catalog.onChange(() -> written.add(steps().size()));
        jobs.create(Map.of("name", "nodes", "schedule", "0 8 * * *"), ANNA);
        jobs.pause("nodes", "", OTTO);
        jobs.remove("nodes", ANNA);
        assertThat(written).containsExactly(1, 2, 3);
    }

    @Test
    void changesNothingThatCannotBeWrittenDown() throws IOException {
        Files.createDirectory(home.resolve("audit.jsonl"));
        String before = Files.readString(file);
        assertThatThrownBy(() -> jobs.pause("pods", "", OTTO)).hasMessageContaining("audit");
        assertThatThrownBy(() -> jobs.remove("pods", ANNA)).hasMessageContaining("audit");
        assertThatThrownBy(() -> jobs.create(Map.of("name", "nodes", "schedule", "0 8 * * *"), ANNA))
                .hasMessageContaining("audit");
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(jobs.list())
                .singleElement()
                .satisfies(row -> assertThat(row.enabled()).isTrue());
    }

    @Test
    void writesDownNothingThatWasNotDone() {
        refused(Refusal.Why.INVALID, "schedule", () -> jobs.edit("pods", Map.of("schedule", "whenever"), ANNA));
        refused(Refusal.Why.INVALID, "schedul", () -> jobs.create(Map.of("name", "x", "schedul", "every 5m"), ANNA));
        refused(Refusal.Why.INVALID, "id", () -> jobs.edit("pods", Map.of("id", "x"), ANNA));
        refused(
                Refusal.Why.CONFLICT,
                "there is a job pods",
                () -> jobs.create(Map.of("name", "pods", "schedule", "every 5m"), ANNA));
        refused(Refusal.Why.NOT_FOUND, "did you mean", () -> jobs.pause("podz", "", OTTO));
        assertThat(steps()).isEmpty();
    }

    @Test
    void takesNoProgramFromAfar() throws IOException {
        for (String key : List.of("script", "workdir", "Script", "WORKDIR", "script ", "\u0455cript", "fields")) {
            Map<String, Object> changes = Map.of(key, key.equals("fields") ? Map.of("script", "id") : "id");
            refused(Refusal.Why.INVALID, key, () -> jobs.edit("pods", changes, ANNA));
            refused(
                    Refusal.Why.INVALID,
                    key,
                    () -> jobs.create(Map.of("name", "x", "schedule", "every 5m", key, changes.get(key)), ANNA));
        }
        refused(Refusal.Why.INVALID, "prompt", () -> jobs.edit("pods", Map.of("prompt", Map.of("script", "id")), ANNA));
        assertThat(Files.readString(file)).doesNotContainIgnoringCase("script", "workdir");
    }

    @Test
    void asksForTheLevelThatEachCommandNeeds() {
        refused(
                Refusal.Why.NOT_ALLOWED,
                "approver",
                () -> jobs.create(Map.of("name", "x", "schedule", "every 5m"), OTTO));
        refused(Refusal.Why.NOT_ALLOWED, "approver", () -> jobs.edit("pods", Map.of(), OTTO));
        refused(Refusal.Why.NOT_ALLOWED, "approver", () -> jobs.remove("pods", OTTO));
        refused(Refusal.Why.NOT_ALLOWED, "operator", () -> jobs.pause("pods", "", VERA));
        refused(Refusal.Why.NOT_ALLOWED, "operator", () -> jobs.resume("pods", VERA));
        refused(Refusal.Why.NOT_ALLOWED, "operator", () -> jobs.run("pods", VERA));
    }

    @Test
    void runsNowButNotTwiceAtOnce() {
        assertThat(jobs.run("pods", OTTO).running()).isTrue();
        refused(Refusal.Why.CONFLICT, "is running already", () -> jobs.run("pods", OTTO));
        go.countDown();
        await().atMost(Duration.ofSeconds(10)).until(() -> !jobs.get("pods").running());
        assertThat(jobs.get("pods").lastRun())
                .hasValueSatisfying(run -> assertThat(run.lookedAt()).isEqualTo("3 nodes"));
    }

    @Test
    void touchesNoFileThatSomebodyIsEditing() throws IOException {
        Files.writeString(file, "{\"jobs\": [");
        refused(Refusal.Why.INVALID, "not valid JSON", () -> jobs.remove("pods", ANNA));
        refused(Refusal.Why.INVALID, "not valid JSON", () -> jobs.pause("pods", "", OTTO));
        assertThat(file).hasContent("{\"jobs\": [");
    }

    private static void refused(Refusal.Why why, String words, Runnable command) {
        assertThatThrownBy(command::run)
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
    }
}
