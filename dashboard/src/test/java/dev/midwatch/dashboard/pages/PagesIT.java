package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.FindingFilter;
import dev.midwatch.core.view.Page;
import dev.midwatch.dashboard.Stage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page in a real browser: nothing stands out at the right, nobody is shut out, nothing is refused by our own policy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {
    private final Map<String, String> pages = new LinkedHashMap<>();
    private Stage stage;
    private TestDashboard dashboard;

    @BeforeAll
    void start(@TempDir Path directory) {
        stage = Stage.demo(directory).minutes(30);
        dashboard = new TestDashboard(stage.view(), stage.simulation.clock(), directory, Level.APPROVER);
        String finding = stage.view()
                .findings()
                .list(FindingFilter.OPEN, Page.first(1))
                .items()
                .get(0)
                .fingerprint();
        String proposal = stage.view().proposals().waiting().get(0).id();
        pages.put("overview", "/");
        pages.put("findings", "/findings");
        pages.put("finding", "/findings/" + finding);
        pages.put("silence", "/silences/new?namespace=shop");
        pages.put("silences", "/silences");
        pages.put("proposals", "/proposals");
        pages.put("proposal", "/proposals/" + proposal);
        pages.put("decide", "/proposals/" + proposal + "/approve");
        for (Section section : Section.values()) {
            pages.putIfAbsent(section.label().toLowerCase(Locale.ROOT), section.path());
        }
        pages.put("refused", "/findings/0000dead0000");
    }

    @AfterAll
    void stop() {
        dashboard.close();
        stage.close();
    }

    @ParameterizedTest
    @CsvSource({"1280, dark", "1280, light", "360, dark", "360, light"})
    void readsWellOnEveryScreen(int width, String colours) {
        SoftAssertions softly = new SoftAssertions();
        try (Browser browser = new Browser(dashboard.address(), width, colours)) {
            browser.open("/");
            look(browser, "signin", softly);
            browser.signIn();
            pages.forEach((name, path) -> {
                browser.open(path);
                look(browser, name, softly);
            });
            browser.open("/#menu");
            look(browser, "menu", softly);
        }
        softly.assertAll();
    }

    private static void look(Browser browser, String name, SoftAssertions softly) {
        browser.shoot(name);
        softly.assertThat(browser.scrollsSideways())
                .as("%s scrolls sideways", name)
                .isFalse();
        softly.assertThat(browser.barriers()).as("barriers on %s", name).isEmpty();
        softly.assertThat(browser.complaints())
                .as("complaints on %s", name)
                .allMatch(text -> name.equals("refused") && text.contains("404"));
        assertThat(browser.driver.getTitle()).endsWith("Midwatch");
    }
}
