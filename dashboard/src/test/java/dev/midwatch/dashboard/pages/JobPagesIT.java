package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.agent.TokenLedger;
import dev.midwatch.core.agent.TokenTable;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.Logs;
import dev.midwatch.core.view.Page;
import dev.midwatch.dashboard.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Jobs, runs, usage, log, plugins and tools in Chromium. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class JobPagesIT {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String JOB = "cluster-health-check";

    private Stage stage;
    private TestDashboard dashboard;

    @BeforeAll
    void start(@TempDir Path directory) {
        stage = Stage.demo(directory).minutes(150);
        Actor ann = new Actor("dashboard:ann", Level.APPROVER);
        stage.view().jobs().pause("pvc-pressure", "until the storage is moved", ann);
        use("daily-cluster-report", 9_000);
        use(JOB, 4_000);
        use("pod-restart-loop", 2_500);
        use("chat", 1_200);
        for (int n = 0; n < 40; n++) {
            log(
                    List.of("INFO", "INFO", "DEBUG", "WARN", "ERROR").get(n % 5),
                    "line " + n + " of the watch says how it goes");
        }
        dashboard = new TestDashboard(stage.view(), stage.simulation.clock(), directory, Level.APPROVER);
    }

    private void use(String job, long most) {
        TokenTable tokens = new TokenTable(stage.kernel.get(Database.class));
        for (int ago = 0; ago < 30; ago++) {
            long input = most * (3 + (ago * 7 + job.length()) % 8) / 10;
            tokens.add(new TokenLedger.Entry(
                    job, "r" + ago, "m", input, input / 8, Instant.now().minus(Duration.ofDays(ago))));
        }
    }

    private static void log(String level, String text) {
        Logs.ofProcess().add(Instant.parse("2026-03-02T00:00:00Z"), level, "dev.midwatch.core.job.Scheduler", text);
    }

    @AfterAll
    void stop() {
        dashboard.close();
        stage.close();
    }

    @Test
    void showsEveryPageWithoutBarriersInBothColoursAndWidths() {
        SoftAssertions softly = new SoftAssertions();
        for (int width : new int[] {1280, 360}) {
            for (String colours : new String[] {"light", "dark"}) {
                try (Browser browser = new Browser(dashboard.address(), width, colours).signIn()) {
                    browser.complaints();
                    pages().forEach((name, path) -> {
                        browser.open(path);
                        openAll(browser);
                        browser.shoot(name);
                        String where = name + " at " + width + " in " + colours;
                        softly.assertThat(browser.scrollsSideways()).as(where).isFalse();
                        softly.assertThat(browser.barriers()).as(where).isEmpty();
                        softly.assertThat(browser.complaints()).as(where).isEmpty();
                    });
                }
            }
        }
        softly.assertAll();
    }

    private Map<String, String> pages() {
        long run = stage.view().runs().list(Optional.of(JOB), Page.first(50)).items().stream()
                .filter(one -> one.state().equals("report"))
                .findFirst()
                .orElseThrow()
                .id();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("jobs", "/jobs");
        pages.put("job", "/jobs/" + JOB);
        pages.put("job-paused", "/jobs/pvc-pressure");
        pages.put("job-new", "/jobs-new");
        pages.put("job-edit", "/jobs/" + JOB + "/edit");
        pages.put("job-remove", "/jobs/" + JOB + "/remove");
        pages.put("runs", "/runs");
        pages.put("run", "/runs/" + run);
        pages.put("usage", "/usage");
        pages.put("logs", "/logs?text=watch");
        pages.put("plugins", "/plugins");
        pages.put("tools", "/tools?level=viewer");
        return pages;
    }

    /** What is folded must be without barriers too. */
    private static void openAll(Browser browser) {
        browser.driver.executeScript(
                "document.querySelectorAll('main details:not(.inline-form)').forEach(one => one.open = true)");
    }

    @Test
    void previewsTheScheduleWhileItIsTypedAndSetsTheJobUp() {
        try (Browser browser = new Browser(dashboard.address(), 1280, "light").signIn()) {
            browser.open("/jobs-new");
            browser.find("#f-schedule").sendKeys("daily at 07:3");
            await().atMost(LONG)
                    .until(() ->
                            !browser.all("#forecast .due li, #forecast .wrong").isEmpty());
            browser.find("#f-schedule").sendKeys("0");
            await().atMost(LONG).until(() -> browser.find("#forecast").getText().contains("07:30 (UTC)"));
            browser.find("#f-timezone").sendKeys("Asia/Tokyo");
            await().atMost(LONG).until(() -> browser.find("#forecast").getText().contains("07:30 (+09:00)"));
            browser.find("#f-name").sendKeys("Morning look");
            browser.find("[data-choices] input[type=search]").sendKeys("crash");
            await().atMost(LONG)
                    .until(() -> browser.all("[data-choices] label.check").stream()
                                    .filter(WebElement::isDisplayed)
                                    .count()
                            == 1);
            browser.find("input[name=checks][value=pod-crash-loop]").click();
            browser.find("button[value=save]").click();
            await().atMost(LONG).until(() -> browser.find("#d-name").getText().contains("morning-look"));
            browser.shoot("job-new-wrong");
            assertThat(browser.find("input[name=checks][value=pod-crash-loop]").isSelected())
                    .isTrue();
            browser.find("#f-name").sendKeys(Keys.chord(Keys.CONTROL, "a"), "morning-look");
            browser.find("button[value=save]").click();
            await().atMost(LONG).until(() -> browser.text().contains("morning-look is set up"));
            assertThat(stage.view().jobs().get("morning-look").checks()).containsExactly("pod-crash-loop");
            assertThat(browser.complaints()).allMatch(text -> text.contains("favicon") || text.contains("422"));
        }
    }

    @Test
    void keepsAnOpenJobUpToDateByItself() {
        try (Browser browser = new Browser(dashboard.address(), 1280, "dark").signIn()) {
            browser.open("/jobs/node-resource-drift");
            await().atMost(LONG)
                    .until(() -> browser.find("[data-live]").getText().equals("live"));
            int before = browser.all("table.runs tbody tr").size();
            stage.view().jobs().run("node-resource-drift", new Actor("dashboard:ann", Level.APPROVER));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(browser.all("table.runs tbody tr"))
                            .as("%s", browser.complaints())
                            .hasSize(before + 1));
            browser.find(".inline-form summary").click();
            browser.shoot("job-pause");
            browser.find("#reason").sendKeys("while I look");
            browser.find(".inline-form form button").click();
            await().atMost(LONG).until(() -> browser.text().contains("Paused: while I look"));
        }
    }

    @Test
    void addsLinesToTheLogAndWaitsWhileSomebodyReads() {
        try (Browser browser = new Browser(dashboard.address(), 1280, "light").signIn()) {
            browser.open("/logs?text=tide");
            await().atMost(LONG)
                    .until(() -> browser.find("[data-live]").getText().equals("live"));
            log("INFO", "the tide comes in");
            await().atMost(LONG).until(() -> browser.all("#lines li").size() == 1);
            new Actions(browser.driver).moveToElement(browser.find("#lines li")).perform();
            log("WARN", "the tide is high");
            await().atMost(LONG)
                    .until(() -> browser.find("[data-held]").getText().equals("paused, 1 new"));
            assertThat(browser.all("#lines li")).hasSize(1);
            new Actions(browser.driver)
                    .moveToElement(browser.driver.findElement(By.tagName("h1")))
                    .perform();
            await().atMost(LONG).until(() -> browser.all("#lines li").size() == 2);
            assertThat(browser.find("#lines li").getText()).contains("the tide is high");
            assertThat(browser.find("[data-held]").getText()).isEmpty();
        }
    }

    @Test
    void copiesTheRole() {
        try (Browser browser = new Browser(dashboard.address(), 1280, "light").signIn()) {
            browser.open("/tools");
            browser.find("[data-copy=role-reading]").click();
            await().atMost(LONG)
                    .until(() ->
                            browser.find("[data-copy=role-reading]").getText().equals("Copied"));
        }
    }
}
