package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.Stage;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsPagesTest {
    private static final String TOKEN = "MTA5ODc2NTQzMjEwOTg3NjU0.GabcDe.aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789ab";
    private static final String CONFIG = """
            timezone: UTC
            checks:
              pod-crash-loop:
                enabled: true
            discord:
              token: "%s"
            """.formatted(TOKEN);
    private static final String PAGE = "/settings/config.yaml";

    private Stage stage;
    private Path directory;
    private TestDashboard dashboard;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        this.directory = directory;
        stage = Stage.demo(directory, CONFIG);
        dashboard = dashboard(Level.APPROVER);
    }

    @AfterEach
    void stop() {
        dashboard.close();
        stage.close();
    }

    @Test
    void showsWhatIsInForceWithoutSecrets() throws Exception {
        Document page = dashboard.page("/settings");
        assertThat(page.select("pre.yaml").text()).contains("timezone: UTC").doesNotContain(TOKEN);
        assertThat(page.select("pre.yaml .key").eachText()).contains("timezone:");
        assertThat(page.select("pre.yaml .comment").text()).contains("file line 1");
    }

    @Test
    void checksComparesThenSavesAndKeepsTheSecret() throws Exception {
        Document editor = dashboard.page(PAGE);
        assertThat(editor.html()).doesNotContain(TOKEN);
        assertThat(text(editor)).contains("token: \"********1\"");
        assertThat(editor.select("#masks").text()).contains("the secret stays as it is");
        assertThat(editor.select("button[formaction]")).isEmpty();

        String edited = text(editor).replace("enabled: true", "enabled: false");
        Document checked = Jsoup.parse(post("check", form(editor, edited)).body());
        assertThat(checked.select(".diff .removed").text()).contains("enabled: true");
        assertThat(checked.select(".diff .added").text()).contains("enabled: false");
        assertThat(checked.text()).contains("checks: within seconds, without a restart.");
        assertThat(Files.readString(stage.home.config())).isEqualTo(CONFIG);

        HttpResponse<String> saved = post("save", form(checked, text(checked)));
        assertThat(saved.body()).contains("config.yaml is saved.");
        assertThat(Files.readString(stage.home.config())).isEqualTo(CONFIG.replace("enabled: true", "enabled: false"));
        assertThat(Files.readString(stage.home.config().resolveSibling("config.yaml.previous")))
                .isEqualTo(CONFIG);
    }

    @Test
    void saysWhatIsWrongWithLinePathAndHintAndSavesNothing() throws Exception {
        Document editor = dashboard.page(PAGE);
        String edited = text(editor) + "model: {defualt: small}\nactions: {mode: sometimes}\n";
        Document checked = Jsoup.parse(post("check", form(editor, edited)).body());
        assertThat(checked.select("section.notice.bad h2").text()).contains("2 things are wrong");
        assertThat(checked.select("section.notice.bad li").eachText())
                .anySatisfy(problem ->
                        assertThat(problem).contains("Line 7", "model.defualt", "did you mean \"default\"?"));
        assertThat(checked.select("section.notice.bad a[href=#line-8][data-line=8]"))
                .hasSize(1);
        assertThat(checked.select("li#line-8.wrong-line code").text()).startsWith("actions:");
        assertThat(checked.select("button[formaction]")).isEmpty();
        assertThat(text(checked)).isEqualTo(edited);

        assertThat(post("save", form(checked, edited)).statusCode()).isEqualTo(422);
        assertThat(Files.readString(stage.home.config())).isEqualTo(CONFIG);
    }

    @Test
    void saysWhatIsWrongWithTheSettingsOfACheck() throws Exception {
        Document editor = dashboard.page(PAGE);
        String edited = text(editor).replace("enabled: true", "enabled: maybe");
        Document checked = Jsoup.parse(post("check", form(editor, edited)).body());
        assertThat(checked.select("section.notice.bad li").text()).contains("Line 4", "enabled");
        assertThat(checked.select("button[formaction]")).isEmpty();
    }

    @Test
    void savesOnlyTheVeryTextThatWasChecked() throws Exception {
        Document editor = dashboard.page(PAGE);
        Document checked =
                Jsoup.parse(post("check", form(editor, text(editor).replace("enabled: true", "enabled: false")))
                        .body());
        String other = text(editor).replace("UTC", "Europe/Berlin");
        HttpResponse<String> refused = post("save", form(checked, other));
        assertThat(refused.statusCode()).isEqualTo(422);
        Document again = Jsoup.parse(refused.body());
        assertThat(again.select(".notice.bad").text()).contains("Nothing was saved");
        assertThat(again.select(".diff .added").text()).contains("Europe/Berlin");
        assertThat(Files.readString(stage.home.config())).isEqualTo(CONFIG);

        assertThat(post("save", form(again, text(again))).body()).contains("is saved");
        assertThat(Files.readString(stage.home.config()))
                .contains("Europe/Berlin")
                .contains(TOKEN);
    }

    @Test
    void showsBothWhenSomebodyElseWasFaster() throws Exception {
        Document editor = dashboard.page(PAGE);
        String edited = text(editor).replace("enabled: true", "enabled: false");
        Document checked = Jsoup.parse(post("check", form(editor, edited)).body());
        Files.writeString(stage.home.config(), CONFIG.replace("UTC", "Europe/Berlin"));

        HttpResponse<String> refused = post("save", form(checked, edited));
        assertThat(refused.statusCode()).isEqualTo(409);
        Document conflict = Jsoup.parse(refused.body());
        assertThat(conflict.html()).doesNotContain(TOKEN);
        assertThat(conflict.select("section[aria-labelledby=now] code").eachText())
                .contains("timezone: Europe/Berlin");
        assertThat(conflict.select("section[aria-labelledby=mine] code").eachText())
                .contains("timezone: UTC");
        assertThat(conflict.select(".diff .removed").text()).contains("Europe/Berlin");

        Map<String, String> mine = new HashMap<>();
        conflict.select("form[action=" + PAGE + "/check] input")
                .forEach(field -> mine.put(field.attr("name"), field.attr("value")));
        mine.remove("_csrf");
        Document merged = Jsoup.parse(post("check", mine).body());
        assertThat(post("save", form(merged, text(merged))).body()).contains("is saved");
        assertThat(Files.readString(stage.home.config())).contains("timezone: UTC", "enabled: false", TOKEN);
    }

    @Test
    void editsThePersonaToo() throws Exception {
        Document editor = dashboard.page("/settings/SOUL.md");
        String evil = "Be brief.\n</textarea><script>alert(1)</script>\n";
        HttpResponse<String> answer =
                dashboard.post("/settings/SOUL.md", "/settings/SOUL.md/check", form(editor, evil));
        Document checked = Jsoup.parse(answer.body());
        assertThat(checked.select("main script:not([src])")).isEmpty();
        assertThat(text(checked)).isEqualTo(evil);
        assertThat(checked.text()).contains("the next one has it");
        dashboard.post("/settings/SOUL.md", "/settings/SOUL.md/save", form(checked, text(checked)));
        assertThat(Files.readString(stage.home.soul())).isEqualTo(evil);
    }

    @Test
    void whoIsNoApproverReadsOnly() throws Exception {
        for (Level level : new Level[] {Level.VIEWER, Level.OPERATOR}) {
            try (TestDashboard reader = dashboard(level)) {
                Document page = reader.page(PAGE);
                assertThat(page.select("textarea, main form")).isEmpty();
                assertThat(page.select(".lines code").eachText()).contains("timezone: UTC");
                assertThat(page.html()).doesNotContain(TOKEN);
                Map<String, String> form = Map.of("text", "timezone: UTC\n", "version", "x", "seal", "x");
                assertThat(reader.post(PAGE, PAGE + "/check", form).statusCode())
                        .isEqualTo(403);
                assertThat(reader.post(PAGE, PAGE + "/save", form).statusCode()).isEqualTo(403);
            }
        }
    }

    @Test
    void refusesWhatNoPageOfOursSentAndFilesThatAreNone() throws Exception {
        Map<String, String> form = Map.of("text", "timezone: UTC\n", "version", "x", "seal", "x");
        assertThat(new Scripted(dashboard).forged(PAGE + "/save", form).statusCode())
                .isEqualTo(403);
        assertThat(dashboard.get("/settings/.env").statusCode()).isEqualTo(404);
        assertThat(dashboard.post(PAGE, "/settings/.env/check", form).statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> post(String command, Map<String, String> form) throws Exception {
        return dashboard.post(PAGE, PAGE + "/" + command, form);
    }

    private static Map<String, String> form(Document page, String text) {
        Map<String, String> form = new HashMap<>();
        page.select("main form:has(textarea) input[type=hidden]")
                .forEach(field -> form.put(field.attr("name"), field.attr("value")));
        form.remove("_csrf");
        // As a browser sends it.
        form.put("text", text.replace("\n", "\r\n"));
        return form;
    }

    private static String text(Document page) {
        String text = page.select("textarea[name=text]").get(0).wholeText();
        return text.startsWith("\n") ? text.substring(1) : text;
    }

    private TestDashboard dashboard(Level level) throws Exception {
        return new TestDashboard(stage.view(), stage.simulation.clock(), directory, level).signIn();
    }
}
