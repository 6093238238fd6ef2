package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.Page;
import dev.midwatch.core.view.RunRow;
import dev.midwatch.dashboard.Stage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Jobs as somebody without scripts sees and steers them; each test has a job of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class JobPagesTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String NEW = "/jobs-new";

    private Stage stage;
    private TestDashboard dashboard;
    private TestDashboard viewer;
    private TestDashboard operator;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        stage = Stage.demo(directory).minutes(30);
        dashboard = as(directory.resolve("approver"), Level.APPROVER);
        viewer = as(directory.resolve("viewer"), Level.VIEWER);
        operator = as(directory.resolve("operator"), Level.OPERATOR);
    }

    private TestDashboard as(Path directory, Level level) throws Exception {
        return new TestDashboard(stage.view(), stage.simulation.clock(), directory, level).signIn();
    }

    @AfterAll
    void stop() {
        operator.close();
        viewer.close();
        dashboard.close();
        stage.close();
    }

    @Test
    void listsEveryJobWithItsScheduleInWordsAndItsLastRun() throws Exception {
        Document page = dashboard.page("/jobs");
        assertThat(page.select("table.jobs tbody tr"))
                .hasSizeGreaterThanOrEqualTo(stage.view().jobs().list().size() - 1);
        assertThat(page.select("table.jobs tr:has(a[href=/jobs/cluster-health-check])")
                        .text())
                .contains("on", "every 15 minutes", "in 15 min", "just now", "report", "1 new problem")
                .doesNotContain("**");
    }

    @Test
    void tellsAllThatIsWrongWithANewJobAndKeepsWhatWasTyped() throws Exception {
        HttpResponse<String> answer = dashboard.post(
                NEW,
                NEW,
                Map.of(
                        "do", "save",
                        "name", "Nightly Look",
                        "schedule", "every 10 sconds",
                        "timezone", "Europe/Berln",
                        "token_budget", "many",
                        "checks", "my-own-check",
                        "prompt", "Is <all> well?"));
        assertThat(answer.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("#d-name .wrong").text()).contains("cannot be a name", "nightly-look");
        assertThat(page.select("#d-schedule .wrong").text()).isNotEmpty();
        assertThat(page.select("#d-timezone .wrong").text()).contains("not a time zone", "Europe/Berlin");
        assertThat(page.select("#d-token_budget .wrong").text()).contains("not a whole number");
        assertThat(page.select("#f-name[aria-invalid=true][aria-describedby=d-name]"))
                .hasSize(1);
        assertThat(page.select("#f-name").val()).isEqualTo("Nightly Look");
        assertThat(page.select("#f-token_budget").val()).isEqualTo("many");
        assertThat(page.select("#f-checks").val()).isEqualTo("my-own-check");
        assertThat(page.select("#f-prompt").text()).isEqualTo("Is <all> well?");
        assertThat(page.select("[role=alert]").text()).contains("4 things", "nothing is saved");
        assertThat(stage.view().jobs().list()).noneMatch(job -> job.name().equals("Nightly Look"));
    }

    @Test
    void setsUpWhatWasMendedAndLeadsToIt() throws Exception {
        String check = dashboard
                .page(NEW)
                .select(".choices input[name=checks][type=checkbox]")
                .attr("value");
        HttpResponse<String> answer = dashboard.post(
                NEW,
                NEW,
                Map.of(
                        "do", "save",
                        "name", "nightly-look",
                        "schedule", "daily at 03:00",
                        "timezone", "Europe/Berlin",
                        "when", "always",
                        "deliver", "console",
                        "token_budget", "20000",
                        "checks", check + ", my-own-check",
                        "prompt", "Is all\r\nwell?"));
        assertThat(answer.uri()).hasPath("/jobs/nightly-look");
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("p.notice.good").text()).contains("nightly-look is set up");
        assertThat(page.select(".due li"))
                .hasSize(5)
                .allMatch(due ->
                        due.text().contains("03:00 (+01:00)") || due.text().contains("03:00 (+02:00)"));
        assertThat(page.select("pre").text()).contains("Is all\nwell?");
        assertThat(stage.view().jobs().get("nightly-look").checks()).containsExactly(check, "my-own-check");
        assertThat(stage.view().jobs().get("nightly-look").tokenBudget()).hasValue(20000);

        HttpResponse<String> twice = dashboard.post(NEW, NEW, Map.of("name", "nightly-look", "schedule", "every 1h"));
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(twice.body()).select("#d-name .wrong").text()).contains("already");
    }

    @Test
    void previewsAScheduleWithAndWithoutScripts() throws Exception {
        HttpResponse<String> answer = dashboard.post(
                NEW,
                NEW,
                Map.of("do", "preview", "name", "half-done", "schedule", "0 8 * * 1", "timezone", "America/New_York"));
        assertThat(answer.statusCode()).isEqualTo(200);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("#forecast .due li")).hasSize(5);
        assertThat(page.select("#forecast .due li").first().text())
                .startsWith("Mon ")
                .contains("08:00 (-0");
        assertThat(page.select("#f-name").val()).isEqualTo("half-done");
        assertThat(stage.view().jobs().list()).noneMatch(job -> job.name().equals("half-done"));

        String part =
                dashboard.get("/jobs-preview?schedule=every+20m&timezone=").body();
        assertThat(part).doesNotContain("<html").contains("every 20 minutes", "UTC");
        assertThat(dashboard.get("/jobs-preview?schedule=evry+20m&timezone=").body())
                .contains("class=\"wrong\"", "every 20m");
        assertThat(dashboard
                        .get("/jobs-preview?schedule=every+20m&timezone=Mars")
                        .body())
                .contains("is not a time zone");
    }

    @Test
    void changesOnlyWhatWasChangedAndNothingThatSomebodyElseChangedMeanwhile() throws Exception {
        make("to-edit");
        Document form = dashboard.page("/jobs/to-edit/edit");
        String version = form.select("[name=version]").val();
        assertThat(form.select("#f-schedule").val()).isEqualTo("every 1h");
        Map<String, String> typed = Map.of(
                "do",
                "save",
                "version",
                version,
                "name",
                "edited",
                "schedule",
                "every 1h",
                "deliver",
                "console",
                "when",
                "on_findings",
                "timeout",
                "10m");

        HttpResponse<String> answer = dashboard.post("/jobs", "/jobs/to-edit/edit", typed);
        assertThat(answer.uri()).hasPath("/jobs/edited");
        assertThat(stage.view().jobs().get("edited").timeout()).hasValue("10m");

        HttpResponse<String> stale = dashboard.post("/jobs", "/jobs/edited/edit", typed);
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("Somebody changed this job meanwhile");
    }

    @Test
    void showsWhatCanBeSetByHandAloneAndTakesItFromNoForm() throws Exception {
        make("by-hand");
        HttpResponse<String> answer = dashboard.post(
                "/jobs",
                "/jobs/by-hand/edit",
                Map.of(
                        "version",
                        dashboard
                                .page("/jobs/by-hand/edit")
                                .select("[name=version]")
                                .val(),
                        "name",
                        "by-hand",
                        "schedule",
                        "every 2h",
                        "deliver",
                        "console",
                        "when",
                        "on_findings",
                        "script",
                        "/bin/true"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(stage.view().jobs().get("by-hand").script()).isEmpty();
        assertThat(stage.view().jobs().get("by-hand").schedule()).isEqualTo("every 2h");
        assertThat(dashboard.page("/jobs/by-hand/edit").text()).contains("cron/jobs.json", "not here");
    }

    @Test
    void pausesWithAReasonResumesAndRunsNow() throws Exception {
        make("to-steer");
        HttpResponse<String> paused =
                operator.post("/jobs/to-steer", "/jobs/to-steer/pause", Map.of("reason", "until <b>noon</b>"));
        assertThat(Jsoup.parse(paused.body()).select(".notice.warning").text()).isEqualTo("Paused: until <b>noon</b>");
        assertThat(operator.page("/jobs")
                        .select("tr:has(a[href=/jobs/to-steer])")
                        .text())
                .contains("paused", "until <b>noon</b>");

        HttpResponse<String> resumed = operator.post("/jobs/to-steer", "/jobs/to-steer/resume", Map.of());
        assertThat(resumed.body()).contains("by its schedule again");
        assertThat(stage.view().jobs().get("to-steer").enabled()).isTrue();

        HttpResponse<String> ran = operator.post("/jobs/to-steer", "/jobs/to-steer/run", Map.of());
        assertThat(ran.uri()).hasPath("/jobs/to-steer");
        RunRow run = stage.view()
                .runs()
                .list(Optional.of("to-steer"), Page.first(1))
                .items()
                .get(0);
        Document page = dashboard.page("/runs/" + run.id());
        assertThat(page.select("h1").text()).isEqualTo("Run " + run.id() + " of to-steer");
        assertThat(page.text()).contains("somebody asked for it", "Looked at", "0 in, 0 out");
        assertThat(page.select("section[aria-labelledby=run-output]").text())
                .startsWith("What it wrote a job without checks needs a model");
        assertThat(dashboard.page("/runs?job=to-steer").select("table.runs tbody tr"))
                .hasSize(1);
    }

    @Test
    void asksBeforeItRemovesAndNamesTheJob() throws Exception {
        make("to-remove");
        Document question = dashboard.page("/jobs/to-remove/remove");
        assertThat(question.select("h1").text()).isEqualTo("Remove to-remove?");
        assertThat(question.select("form[action$=/remove] button").text()).isEqualTo("Remove to-remove");
        assertThat(stage.view().jobs().get("to-remove")).isNotNull();
        HttpResponse<String> gone = dashboard.post("/jobs", "/jobs/to-remove/remove", Map.of());
        assertThat(gone.uri()).hasPath("/jobs");
        assertThat(gone.body()).contains("to-remove is removed");
        assertThat(dashboard.get("/jobs/to-remove").statusCode()).isEqualTo(404);
    }

    @Test
    void showsEachOnlyWhatTheyMayDoAndRefusesTheRest() throws Exception {
        make("for-levels");
        assertThat(viewer.page("/jobs/for-levels").select("main form, main .button"))
                .isEmpty();
        assertThat(operator.page("/jobs/for-levels").select("main form").eachAttr("action"))
                .containsExactly("/jobs/for-levels/run", "/jobs/for-levels/pause");
        assertThat(operator.page("/jobs/for-levels").select("a[href$=/edit], a[href$=/remove]"))
                .isEmpty();
        assertThat(dashboard.page("/jobs/for-levels").select("a[href$=/edit], a[href$=/remove]"))
                .hasSize(2);
        assertThat(viewer.page("/jobs").select("a[href=" + NEW + "]")).isEmpty();

        assertThat(viewer.post("/jobs", "/jobs/for-levels/run", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(viewer.post("/jobs", "/jobs/for-levels/pause", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(operator.post("/jobs", "/jobs/for-levels/remove", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(operator.post("/jobs", NEW, Map.of("name", "mine", "schedule", "every 1h"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(operator.get(NEW).statusCode()).isEqualTo(403);
        assertThat(stage.view().jobs().get("for-levels").enabled()).isTrue();
    }

    @Test
    void takesNoCommandWithoutTheTokenOfAPage() throws Exception {
        make("no-token");
        for (String path : new String[] {
            "/jobs/no-token/run", "/jobs/no-token/pause", "/jobs/no-token/remove", "/jobs/no-token/edit", NEW
        }) {
            assertThat(dashboard
                            .forged(path, Map.of("name", "forged", "schedule", "every 1h"))
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(stage.view().jobs().get("no-token").enabled()).isTrue();
    }

    @Test
    void sendsNewRunsToWhoeverLooksAtTheJob() throws Exception {
        make("to-follow");
        List<String> heard = new CopyOnWriteArrayList<>();
        String address = viewer.page("/jobs/to-follow").select("main").attr("sse-connect");
        try (AutoCloseable open = viewer.events(address, heard::add)) {
            await().atMost(LONG).until(() -> heard.stream().anyMatch(line -> line.contains("It has not run yet.")));
            operator.post("/jobs/to-follow", "/jobs/to-follow/run", Map.of());
            await().atMost(LONG).until(() -> heard.stream().anyMatch(line -> line.contains("asked for by hand")));
        }
        assertThat(heard).contains("event: job", "event: job-runs");
    }

    @Test
    void leadsThroughALongHistory() throws Exception {
        Document page = dashboard.page("/runs");
        assertThat(page.select("table.runs tbody tr")).hasSizeLessThanOrEqualTo(50);
        assertThat(dashboard.page("/runs?offset=5").select("a[rel=prev]").attr("href"))
                .isEqualTo("/runs?offset=0");
        assertThat(dashboard.get("/runs?job=none-such").statusCode()).isEqualTo(404);
        assertThat(dashboard.get("/runs/999999").statusCode()).isEqualTo(404);
        assertThat(dashboard.get("/runs/x").statusCode()).isEqualTo(404);
    }

    private void make(String name) {
        stage.view()
                .jobs()
                .create(Map.of("name", name, "schedule", "every 1h"), new Actor("dashboard:test", Level.APPROVER));
    }
}
