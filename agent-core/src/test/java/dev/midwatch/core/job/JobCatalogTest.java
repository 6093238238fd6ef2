package dev.midwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Job;
import dev.midwatch.core.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobCatalogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T20:00:00.250Z"), ZoneOffset.UTC);

    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void folder() throws IOException {
        file = Files.createDirectories(home.resolve("cron")).resolve("jobs.json");
    }

    private JobCatalog open() {
        return JobCatalog.open(file, CLOCK, ZoneOffset.UTC);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private static List<String> names(JobCatalog catalog) {
        return catalog.jobs().stream().map(JobDefinition::name).toList();
    }

    @Test
    void saysWhereAnUnclosedListWasOpened() throws IOException {
        write("{\"jobs\": [\n");
        assertThatThrownBy(this::open)
                .hasMessageContaining("not valid JSON")
                .hasMessageContaining("line 1, column 10")
                .hasMessageNotContainingAny("Source", "REDACTED");
    }

    @Test
    void keepsTheLockFileToItsOwner() throws IOException {
        write("{\"jobs\": [{\"name\": \"a\", \"schedule\": \"every 1h\", \"prompt\": \"p\"}]}");
        open().pause("a", "");
        assertThat(Files.getPosixFilePermissions(file.resolveSibling(".jobs.json.lock")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void readsEveryField() throws IOException {
        write("""
                {"jobs": [{
                  "id": "a1", "name": "night-watch", "schedule": "weekdays at 9am", "timezone": "Europe/Berlin",
                  "prompt": "Look.", "checks": ["pod-crash-loop"], "when": "always", "deliver": "discord:#ops, console",
                  "skills": ["k8s"], "tools": ["kubectl"], "model": "small", "context_from": ["self"], "workdir": "w",
                  "timeout": "5m", "token_budget": 9000, "repeat": 3, "enabled": false, "paused_reason": "holiday",
                  "script": "look.sh"
                }]}
                """);
        JobDefinition job = open().get("night-watch");
        assertThat(job.id()).isEqualTo("a1");
        assertThat(job.schedule().text()).isEqualTo("weekdays at 09:00");
        assertThat(job.timezone()).contains(ZoneId.of("Europe/Berlin"));
        assertThat(job.prompt()).isEqualTo("Look.");
        assertThat(job.checks()).containsExactly("pod-crash-loop");
        assertThat(job.when()).isEqualTo(Job.When.ALWAYS);
        assertThat(job.deliver()).isEqualTo("discord:#ops, console");
        assertThat(job.skills()).containsExactly("k8s");
        assertThat(job.tools()).containsExactly("kubectl");
        assertThat(job.model()).contains("small");
        assertThat(job.contextFrom()).containsExactly(JobDefinition.SELF);
        assertThat(job.workdir()).contains("w");
        assertThat(job.timeout()).contains(Duration.ofMinutes(5));
        assertThat(job.tokenBudget()).hasValue(9000);
        assertThat(job.repeat()).hasValue(3);
        assertThat(job.enabled()).isFalse();
        assertThat(job.pausedReason()).contains("holiday");
        assertThat(job.script()).contains("look.sh");
    }

    @Test
    void needsOnlyANameAndASchedule() throws IOException {
        write("{\"jobs\": [{\"name\": \"a\", \"schedule\": \"30m\"}]}");
        JobDefinition job = open().get("a");
        assertThat(job.id()).isEqualTo("a");
        assertThat(job.enabled()).isTrue();
        assertThat(job.when()).isEqualTo(Job.When.ON_FINDINGS);
        assertThat(job.deliver()).isEqualTo("console");
    }

    @Test
    void saysEverythingThatIsWrongWithFileLineKeyAndNearestValue() throws IOException {
        write("""
                {
                  "jobs": [
                    {"name": "a", "schedule": "evry 15m"},
                    {
                      "name": "a",
                      "schedule": "every 15m",
                      "shedule": "x",
                      "when": "allways",
                      "timezone": "Europe/Berln"
                    },
                    {"name": "Bad Name", "schedule": "every 1h", "repeat": 0, "checks": "pods"},
                    {
                      "schedule": "every 1h",
                      "context_from": ["b"]
                    }
                  ]
                }
                """);
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        CatalogException.class,
                        e -> assertThat(e.problems().stream().map(Problem::toString))
                                .anySatisfy(p -> assertThat(p)
                                        .startsWith(
                                                "cron/jobs.json:3: jobs[0].schedule: \"evry 15m\" is not understood")
                                        .endsWith("(did you mean \"every 15m\"?)"))
                                .contains(
                                        "cron/jobs.json:5: jobs[1].name: \"a\" is the name of jobs[0] already (did you mean \"a-2\"?)",
                                        "cron/jobs.json:7: jobs[1].shedule: unknown key (did you mean \"schedule\"?)",
                                        "cron/jobs.json:8: jobs[1].when: \"allways\" is neither on_findings nor always (did you mean \"always\"?)",
                                        "cron/jobs.json:9: jobs[1].timezone: \"Europe/Berln\" is not a time zone (did you mean \"Europe/Berlin\"?)",
                                        "cron/jobs.json:11: jobs[2].name: \"Bad Name\" cannot be a name: use 1 to 63 lower case letters, digits and dashes (did you mean \"bad-name\"?)",
                                        "cron/jobs.json:11: jobs[2].repeat: 0 is not a whole number above zero (for example 1)",
                                        "cron/jobs.json:11: jobs[2].checks: \"pods\" is not a list of texts (for example [\"pods\"])",
                                        "cron/jobs.json:12: jobs[3].name: a job needs a name (did you mean \"my-job\"?)")
                                .anySatisfy(p -> assertThat(p)
                                        .startsWith(
                                                "cron/jobs.json:14: jobs[3].context_from[0]: there is no job \"b\""))
                                .hasSize(10));
    }

    @Test
    void saysWhereTheTextStopsBeingJson() throws IOException {
        write("{\"jobs\": [\n  {\"name\": \"a\",,}\n]}");
        assertThatThrownBy(this::open).hasMessageStartingWith("cron/jobs.json:2: not valid JSON");
        write("{\"jobs\": [\n  {\"name\": \"a\", \"name\": \"b\"}\n]}");
        assertThatThrownBy(this::open).hasMessageContaining("Duplicate field 'name'");
    }

    @Test
    void takesOverAnEditAndTellsOnce() throws IOException {
        JobCatalog catalog = open();
        AtomicInteger told = new AtomicInteger();
        catalog.onChange(told::incrementAndGet);
        assertThat(catalog.refresh().kind()).isEqualTo(CatalogChange.Kind.UNCHANGED);
        write("{\"jobs\": [{\"name\": \"a\", \"schedule\": \"30m\"}]}");
        assertThat(catalog.refresh().kind()).isEqualTo(CatalogChange.Kind.CHANGED);
        assertThat(catalog.refresh().kind()).isEqualTo(CatalogChange.Kind.UNCHANGED);
        assertThat(names(catalog)).containsExactly("a");
        assertThat(told).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"{\"jobs\": [", "''", "{\"jobs\": [{\"name\": \"b\"; \"schedule\": \"never\"}]}", "[]"})
    void keepsTheLastGoodSetWhileAnEditIsBroken(String brokenText) throws IOException {
        write("{\"jobs\": [{\"name\": \"a\", \"schedule\": \"30m\"}]}");
        JobCatalog catalog = open();
        catalog.refresh();
        write(brokenText);
        CatalogChange change = catalog.refresh();
        assertThat(change.kind()).isEqualTo(CatalogChange.Kind.BROKEN);
        assertThat(change.problems()).isNotEmpty();
        assertThat(catalog.refresh().kind()).as("said once").isEqualTo(CatalogChange.Kind.UNCHANGED);
        assertThat(names(catalog)).containsExactly("a");
        write("{\"jobs\": [{\"name\": \"mended\", \"schedule\": \"30m\"}]}");
        assertThat(catalog.refresh().kind()).isEqualTo(CatalogChange.Kind.MENDED);
        assertThat(names(catalog)).containsExactly("mended");
    }

    @Test
    void keepsTheLastGoodSetOverARestart() throws IOException {
        open().create(Map.of("name", "a", "schedule", "30m"));
        write("{broken");
        JobCatalog restarted = open();
        assertThat(names(restarted)).containsExactly("a");
        assertThat(restarted.refresh().kind()).isEqualTo(CatalogChange.Kind.BROKEN);
        assertThat(restarted.refresh().kind()).isEqualTo(CatalogChange.Kind.UNCHANGED);
    }

    @Test
    void changesNothingWhileTheFileIsBroken() throws IOException {
        JobCatalog catalog = open();
        catalog.create(Map.of("name", "a", "schedule", "30m"));
        write("{broken");
        assertThatThrownBy(() -> catalog.pause("a", "")).isInstanceOf(CatalogException.class);
        assertThat(file).hasContent("{broken");
    }

    @Test
    void createsEditsPausesResumesAndRemoves() {
        JobCatalog catalog = open();
        catalog.create(Map.of("name", "a", "schedule", "every 15m", "deliver", "discord"));
        catalog.create(Map.of("name", "b", "schedule", "every 1h"));
        String id = catalog.get("a").id();
        assertThat(catalog.edit("a", Map.of("name", "c", "schedule", "every 2h"))
                        .id())
                .isEqualTo(id);
        assertThat(catalog.pause("c", "too loud").pausedReason()).contains("too loud");
        assertThat(open().get("c").enabled()).isFalse();
        assertThat(catalog.resume("c").enabled()).isTrue();
        assertThat(catalog.get("c").pausedReason()).isEmpty();
        assertThat(names(open())).containsExactly("c", "b");
        catalog.remove("c");
        assertThat(names(open())).containsExactly("b");
    }

    @Test
    void keepsTheOrderOfWhatStandsInTheFile() throws IOException {
        write("""
                {
                  "jobs" : [
                    {
                      "schedule" : "every 30m",
                      "prompt" : "Look.",
                      "name" : "a"
                    }
                  ]
                }
                """);
        JobCatalog catalog = open();
        catalog.pause("a", "");
        catalog.resume("a");
        assertThat(file).content().isEqualTo("""
                {
                  "jobs" : [
                    {
                      "schedule" : "every 30m",
                      "prompt" : "Look.",
                      "name" : "a"
                    }
                  ]
                }
                """);
    }

    @Test
    void refusesABadChangeWholly() throws IOException {
        JobCatalog catalog = open();
        catalog.create(Map.of("name", "a", "schedule", "every 15m"));
        String before = Files.readString(file);
        assertThatThrownBy(() -> catalog.create(Map.of("name", "a", "schedule", "1h")))
                .hasMessageContaining("job a: name: there is a job of that name already");
        assertThatThrownBy(() -> catalog.create(Map.of("name", "b", "schedule", "evry 1h")))
                .hasMessageContaining("job b: schedule")
                .hasMessageContaining("every 1h");
        assertThatThrownBy(() -> catalog.create(Map.of("name", "b", "schedule", "1h", "promt", "x")))
                .hasMessageContaining("did you mean \"prompt\"?");
        assertThatThrownBy(() -> catalog.edit("a", Map.of("context_from", List.of("zz"))))
                .hasMessageContaining("there is no job \"zz\"");
        assertThatThrownBy(() -> catalog.edit("a", Map.of("id", "other"))).hasMessageContaining("never changes");
        assertThatThrownBy(() -> catalog.pause("aa", "")).hasMessageContaining("did you mean \"a\"?");
        assertThatThrownBy(() -> catalog.create(Map.of("name", "past", "schedule", "2020-01-01T00:00")))
                .hasMessageContaining("is past");
        assertThat(catalog.createIfAbsent(Map.of("name", "a", "schedule", "nonsense")))
                .isFalse();
        assertThat(file).hasContent(before);
    }

    @Test
    void writesADelayAsTheMomentItMeans() {
        JobCatalog catalog = open();
        catalog.create(Map.of("name", "once", "schedule", "in 30m"));
        assertThat(catalog.get("once").schedule().text()).isEqualTo("2026-11-23T20:30:00Z");
    }

    @Test
    void givesBackTheFieldsItWasMadeOf() {
        Map<String, Object> fields = Map.ofEntries(
                Map.entry("name", "a"),
                Map.entry("schedule", "weekdays at 09:00"),
                Map.entry("timezone", "Europe/Berlin"),
                Map.entry("prompt", "Look."),
                Map.entry("checks", List.of("x")),
                Map.entry("when", "always"),
                Map.entry("deliver", "discord"),
                Map.entry("skills", List.of("k8s")),
                Map.entry("tools", List.of("kubectl")),
                Map.entry("model", "small"),
                Map.entry("context_from", List.of("self")),
                Map.entry("workdir", "w"),
                Map.entry("timeout", "5m"),
                Map.entry("token_budget", 9000L),
                Map.entry("repeat", 3),
                Map.entry("script", "look.sh"),
                Map.entry("enabled", false),
                Map.entry("paused_reason", "holiday"));
        JobDefinition job = open().create(fields);
        assertThat(job.fields()).containsAllEntriesOf(fields).hasSize(fields.size() + 1);
    }

    @Test
    void appliesAnotherFileWhollyOrNotAtAll() {
        JobCatalog catalog = open();
        catalog.create(Map.of("name", "a", "schedule", "every 15m", "deliver", "discord"));
        String given = "{\"jobs\": [{\"name\": \"a\", \"schedule\": \"1h\"}, {\"name\": \"b\", \"schedule\": \"2h\"}]}";
        assertThat(catalog.apply("more.json", given, JobCatalog.Known.EDITED))
                .containsExactly("a: schedule", "b: created");
        assertThat(catalog.get("a").schedule().text()).isEqualTo("every 1h");
        assertThat(catalog.get("a").deliver()).isEqualTo("discord");
        String half = "{\"jobs\": [{\"name\": \"c\", \"schedule\": \"2h\"}, {}]}";
        assertThatThrownBy(() -> catalog.apply("more.json", half, JobCatalog.Known.EDITED))
                .hasMessageContaining("more.json:1: jobs[1].name");
        assertThat(names(open())).containsExactly("a", "b");
    }

    @Test
    void saysBeforehandWhatAnotherFileWouldChange() {
        JobCatalog catalog = open();
        catalog.create(Map.of("name", "a", "schedule", "every 15m", "deliver", "discord"));
        catalog.create(Map.of("name", "b", "schedule", "every 15m"));
        String given = """
                {"jobs": [{"name": "a", "schedule": "1h", "prompt": "Look."}, {"name": "b", "schedule": "every 15m"},
                 {"name": "c", "schedule": "2h"}]}""";

        assertThat(catalog.preview("more.json", given, JobCatalog.Known.EDITED))
                .containsExactly("a: schedule, prompt", "b: unchanged", "c: created");
        assertThat(names(open())).containsExactly("a", "b");
        assertThat(open().get("a").schedule().text()).isEqualTo("every 15m");
    }

    @Test
    void addsOnlyWhatIsAbsentIfToldSoAndNothingTheSecondTime() throws IOException {
        JobCatalog catalog = open();
        catalog.create(Map.of("name", "a", "schedule", "every 15m"));
        String given = "{\"jobs\": [{\"name\": \"a\", \"schedule\": \"1h\"}, {\"name\": \"b\", \"schedule\": \"2h\"}]}";

        assertThat(catalog.preview("more.json", given, JobCatalog.Known.KEPT))
                .containsExactly("a: unchanged", "b: created");
        assertThat(catalog.apply("more.json", given, JobCatalog.Known.KEPT))
                .containsExactly("a: unchanged", "b: created");
        String first = Files.readString(file);
        assertThat(open().apply("more.json", given, JobCatalog.Known.KEPT))
                .containsExactly("a: unchanged", "b: unchanged");
        assertThat(file).hasContent(first);
        assertThat(open().get("a").schedule().text()).isEqualTo("every 15m");
    }

    @Test
    void beginsWithTheJobsOfAnotherFileAndLooksThereOnlyOnce() throws IOException {
        Path given = file.resolveSibling("given.json");
        open().begin(given);
        assertThat(file).doesNotExist();
        Files.writeString(given, "{\"jobs\": [{\"name\": \"a\", \"schedule\": \"1h\"}]}");
        open().begin(given);
        assertThat(names(open())).containsExactly("a");

        open().remove("a");
        open().begin(given);
        assertThat(names(open())).isEmpty();
    }

    @Test
    void doesNotBeginWithABrokenFile() throws IOException {
        Path given = file.resolveSibling("given.json");
        Files.writeString(given, "{\"jobs\": [{\"name\": \"a\", \"schedule\": \"now and then\"}]}");

        assertThatThrownBy(() -> open().begin(given))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("given.json:1: jobs[0].schedule");
        assertThat(file).doesNotExist();
    }

    @Test
    void aJobThatWasThereBeforeItsPluginAndIsRemovedStaysRemoved() {
        List<Job> brought = List.of(Job.watch("pods", "every 15m", "Look.", "pod-crash-loop"));
        open().create(Map.of("name", "pods", "schedule", "every 5m"));

        assertThat(open().seed(brought).added()).isEmpty();
        assertThat(open().get("pods").schedule().text()).isEqualTo("every 5m");
        open().remove("pods");
        assertThat(open().seed(brought).added()).isEmpty();
        assertThat(names(open())).isEmpty();
    }

    @Test
    void seedsEachJobOnceAndLeavesItToTheOperator() {
        List<Job> brought = List.of(
                Job.watch("pods", "every 15m", "Look.", "pod-crash-loop"), Job.report("daily", "0 8 * * *", ""));
        JobCatalog catalog = open();
        assertThat(catalog.seed(brought).added()).containsExactly("pods", "daily");
        catalog.remove("pods");
        catalog.edit("daily", Map.of("schedule", "0 9 * * *"));
        assertThat(open().seed(brought)).isEqualTo(new Seeded(List.of(), List.of()));
        assertThat(names(open())).containsExactly("daily");
        assertThat(open().get("daily").schedule().text()).isEqualTo("0 9 * * *");
        assertThat(open().get("daily").when()).isEqualTo(Job.When.ALWAYS);
        Seeded later = open().seed(List.of(Job.watch("new", "every 1h", ""), Job.watch("bad", "sometimes", "")));
        assertThat(later.added()).containsExactly("new");
        assertThat(later.refused())
                .singleElement()
                .satisfies(p -> assertThat(p.toString()).startsWith("job bad: schedule"));
    }

    @Test
    void losesNoChangeOfTwoWritersAtOnce() throws Exception {
        JobCatalog one = open();
        JobCatalog other = open();
        Thread thread = new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                other.create(Map.of("name", "other-" + i, "schedule", "1h"));
            }
        });
        thread.start();
        for (int i = 0; i < 20; i++) {
            one.create(Map.of("name", "one-" + i, "schedule", "1h"));
        }
        thread.join();
        assertThat(open().jobs()).hasSize(40);
    }
}
