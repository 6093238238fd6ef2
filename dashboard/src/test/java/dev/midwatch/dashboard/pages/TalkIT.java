package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.Stage;
import dev.midwatch.testkit.model.ScriptedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A talk and an edit of the settings, in a real browser. */
@Tag("browser")
class TalkIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANSWER = """
            ## What happened
            **shop/shop** began to crash at 00:20: its new image cannot find `DATABASE_URL`.

            | pod | restarts | last exit |
            |---|---|---|
            | shop-6d5f7c9b8d-x2x7q | 7 | 1 Error |

            1. Roll back to revision 3, or
            2. set the variable, as the [documentation](https://kubernetes.io/docs/) says.

            ```
            kubectl -n shop rollout undo deployment/shop
            ```
            """;

    private final ScriptedModel model = ScriptedModel.start();
    private Stage stage;
    private TestDashboard dashboard;

    @BeforeEach
    void start(@TempDir Path directory) {
        stage = Stage.demo(directory, """
                timezone: UTC
                model: {default: scripted, base_url: "%s", context_length: 200000}
                memory: {write_approval: true}
                checks:
                  pod-crash-loop:
                    enabled: true
                discord:
                  token: "MTA5ODc2NTQzMjEwOTg3NjU0.GabcDe.aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789ab"
                """.formatted(model.baseUrl())).minutes(22);
        dashboard = new TestDashboard(stage.view(), stage.simulation.clock(), directory, Level.APPROVER);
    }

    @AfterEach
    void stop() {
        dashboard.close();
        stage.close();
        model.close();
    }

    @Test
    void savesNoSettingsThatAreWrongOrChangedMeanwhile() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        try (Browser browser = new Browser(dashboard.address(), 360, "dark").signIn()) {
            browser.complaints();
            settings(browser, softly);
        }
        softly.assertAll();
    }

    private void settings(Browser browser, SoftAssertions softly) throws Exception {
        look(browser, "/settings/config.yaml", "settings-edit", softly);
        WebElement text = browser.find("textarea");
        String good = text.getAttribute("value").replace("enabled: true", "enabled: false");
        write(browser, good.replace("write_approval", "write_aproval"));
        browser.find("button[type=submit].button-main").click();
        await().atMost(SOON).until(() -> !browser.all("section.notice.bad").isEmpty());
        shoot(browser, "settings-wrong", softly);
        browser.find("a[data-line]").click();
        assertThat(
                        browser.driver.executeScript(
                                "const e = document.getElementById('edit'); return e.value.slice(e.selectionStart, e.selectionEnd)"))
                .asString()
                .contains("write_aproval");
        write(browser, good);
        browser.find("button[type=submit].button-main").click();
        await().atMost(SOON).until(() -> !browser.all("#checked").isEmpty());
        shoot(browser, "settings-checked", softly);
        write(browser, good + "\n# more");
        assertThat(browser.find("#checked").isEnabled()).isFalse();
        write(browser, good);
        Files.writeString(
                stage.home.config(),
                Files.readString(stage.home.config()).replace("timezone: UTC", "timezone: Europe/Berlin"));
        browser.find("#checked").click();
        await().atMost(SOON).until(() -> browser.driver.getTitle().contains("has changed meanwhile"));
        softly.assertThat(browser.complaints()).allMatch(text1 -> text1.contains("409"));
        shoot(browser, "settings-conflict", softly);
    }

    private static void write(Browser browser, String text) {
        browser.driver.executeScript(
                "const e = document.getElementById('edit'); e.value = arguments[0]; e.dispatchEvent(new Event('input'))",
                text);
    }

    @Test
    void showsWhatAChatDoesAsItHappensAndThenTheAnswer() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        try (Browser browser = new Browser(dashboard.address(), 1280, "dark").signIn()) {
            browser.complaints();
            model.toolCall("kubectl", "{\"command\":\"get pods -n shop\"}").stallAfterHeaders();
            browser.open("/chat");
            browser.find("#text").sendKeys("Why does the shop crash?", Keys.chord(Keys.CONTROL, Keys.ENTER));
            await().atMost(SOON).until(() -> browser.text().contains("kubectl get pods -n shop"));
            assertThat(browser.driver.getCurrentUrl()).contains("/chat/2");
            assertThat(browser.find("#text").getAttribute("value")).isEmpty();
            shoot(browser, "chat-at-work", softly);

            browser.find("#text").sendKeys("Hello?");
            browser.find("#say button").click();
            await().atMost(SOON).until(() -> browser.find("#trouble").getText().contains("still at work"));
            assertThat(browser.find("#text").getAttribute("value")).isEqualTo("Hello?");
            softly.assertThat(browser.complaints()).allMatch(text -> text.contains("409"));
            browser.find(".going button").click();
            await().atMost(SOON).until(() -> browser.all(".going").isEmpty());
            assertThat(browser.find("#talk").getText()).contains("interrupted");

            model.toolCall("scale", "{\"kind\":\"Deployment\",\"namespace\":\"shop\",\"name\":\"shop\",\"replicas\":5}")
                    .reply(ANSWER);
            browser.find("#say button").click();
            await().atMost(SOON).until(() -> !browser.all("#talk .prose table").isEmpty());
            assertThat(browser.find(".card a").getText()).startsWith("Proposal");
            assertThat(browser.all("#talk .said.user")).hasSize(2);
            browser.turnAway(true);
            browser.turnAway(false);
            shoot(browser, "chat-answered", softly);
            browser.find(".card a").click();
            await().atMost(SOON).until(() -> browser.driver.getCurrentUrl().contains("/proposals/"));
        }
        softly.assertAll();
    }

    private static void look(Browser browser, String path, String name, SoftAssertions softly) {
        browser.open(path);
        shoot(browser, name, softly);
    }

    private static void shoot(Browser browser, String name, SoftAssertions softly) {
        browser.shoot(name);
        softly.assertThat(browser.scrollsSideways())
                .as("%s scrolls sideways", name)
                .isFalse();
        softly.assertThat(browser.barriers()).as("barriers on %s", name).isEmpty();
        softly.assertThat(browser.complaints()).as("complaints on %s", name).isEmpty();
    }
}
