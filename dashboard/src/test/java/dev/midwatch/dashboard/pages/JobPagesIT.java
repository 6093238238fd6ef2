package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Actor;
import dev.midwatch.dashboard.Stage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** What somebody does with jobs, the log and the tools, in a real browser. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class JobPagesIT {
    private static final Duration LONG = Duration.ofSeconds(20);

    private EveryPage all;
    private Stage stage;
    private TestDashboard dashboard;

    @BeforeAll
    void start(@TempDir Path directory) {
        all = new EveryPage(directory);
        stage = all.stage;
        dashboard = all.dashboard;
    }

    @AfterAll
    void stop() {
        all.close();
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
            EveryPage.log("INFO", "the tide comes in");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(browser.all("#lines li"))
                            .as(browser.find("[data-held]").getText())
                            .hasSize(1));
            new Actions(browser.driver).moveToElement(browser.find("#lines li")).perform();
            EveryPage.log("WARN", "the tide is high");
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
