package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Actor;
import dev.midwatch.dashboard.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The demo's story as somebody follows it on the page, in a real browser. */
class StoryIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private Stage stage;
    private TestDashboard dashboard;
    private Browser browser;

    @BeforeEach
    void start(@TempDir Path directory) {
        stage = Stage.demo(directory).minutes(10);
        dashboard = new TestDashboard(stage.view(), stage.simulation.clock(), directory, Level.APPROVER);
        browser = new Browser(dashboard.address(), 1280, "dark").signIn();
    }

    @AfterEach
    void stop() {
        browser.close();
        dashboard.close();
        stage.close();
    }

    @Test
    void followsTheFaultToItsVerifiedRepairWithoutLoadingThePageAgain() {
        sees(".lead", "Your cluster is fine.");
        stage.minutes(20);
        sees(".lead", "Something is broken");
        browser.find("section.panel code").click();
        sees("h1", "Proposal");
        browser.find(".button-main").click();
        sees("h1", "Approve this?");
        browser.find("form .button-main").click();
        sees(".notice", "");
        assertThat(browser.find("main").getText()).doesNotContain("Approve…");
        stage.minutes(20);
        sees(".summary", "dashboard:ann");
        browser.find("nav a[data-key=o]").click();
        sees(".lead", "Your cluster is fine.");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void goesEverywhereByTheKeyboard() {
        WebElement body = browser.find("body");
        body.sendKeys(Keys.TAB);
        assertThat(browser.driver.switchTo().activeElement().getText()).isEqualTo("Skip to the content");
        browser.driver.switchTo().activeElement().sendKeys(Keys.ENTER);
        assertThat(browser.driver.switchTo().activeElement().getAttribute("id")).isEqualTo("content");
        browser.find("body").sendKeys("gf");
        sees("h1", "Findings");
        browser.find("body").sendKeys("/");
        assertThat(browser.driver.switchTo().activeElement().getAttribute("name"))
                .isEqualTo("text");
        browser.driver.switchTo().activeElement().sendKeys("gp", Keys.ENTER);
        sees("h1", "Findings");
        browser.find("body").sendKeys("?");
        assertThat(browser.find("#keys").isDisplayed()).isTrue();
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void previewsASilenceWhileItIsWritten() {
        stage.minutes(20);
        browser.open("/silences/new?namespace=shop");
        sees("#preview", "It would hide");
        WebElement name = browser.find("#silence-name");
        name.sendKeys("nothing-is-called-so");
        sees("#preview", "It would hide 0 open findings now.");
        name.clear();
        name.sendKeys("sh*");
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(browser.find("#preview").getText()).doesNotContain(" 0 open"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void keepsWhatIsOpenOpenWhenAPartIsReplaced() {
        stage.minutes(20);
        browser.open("/findings");
        browser.find("details.fold summary").click();
        String before = browser.find("details.fold").getAttribute("id");
        stage.minutes(2);
        String fingerprint = before.substring("fold-".length());
        stage.view().findings().acknowledge(fingerprint, new Actor("dashboard:bob", Level.APPROVER));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(browser.texts(".tag")).contains("acknowledged"));
        assertThat(browser.find("details.fold").getAttribute("open")).isNotNull();
        assertThat(List.of(before)).contains(browser.find("details.fold").getAttribute("id"));
    }

    @Test
    void givesItsConnectionBackWhileNobodySeesIt() {
        sees(".lead", "Your cluster is fine.");
        await().atMost(LIMIT).until(() -> dashboard.server.viewers() == 1);
        browser.turnAway(true);
        stage.minutes(20);
        // The server learns of it with the second thing it sends, a sign of life at the latest.
        await().atMost(LIMIT.multipliedBy(2)).until(() -> dashboard.server.viewers() == 0);
        browser.turnAway(false);
        sees(".lead", "Something is broken");
        assertThat(dashboard.server.viewers()).isOne();
    }

    private void sees(String css, String words) {
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(browser.find(css).getText()).contains(words));
    }
}
