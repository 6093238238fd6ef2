package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.Stage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShellTest {
    private Stage stage;
    private TestDashboard dashboard;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        stage = Stage.healthy(directory);
        dashboard = new TestDashboard(stage.view(), stage.simulation.clock(), directory, Level.APPROVER).signIn();
    }

    @AfterAll
    void stop() {
        dashboard.close();
        stage.close();
    }

    @Test
    void leadsToEverySectionAndSaysWhichOneThisIs() throws Exception {
        Document page = dashboard.page("/");
        assertThat(page.select("nav a[data-key]").eachText())
                .hasSize(13)
                .startsWith("Overview", "Findings", "Proposals", "Jobs");
        assertThat(page.select("nav a[data-key]").eachAttr("data-key")).doesNotHaveDuplicates();
        assertThat(page.select("nav a[aria-current=page]").eachText()).containsExactly("Overview");
        assertThat(page.select("body > a.skip").attr("href")).isEqualTo("#content");
        assertThat(page.select("main#content h1")).hasSize(1);
    }

    @Test
    void needsNoInlineStyleAndNoInlineScript() throws Exception {
        HttpResponse<String> answer = dashboard.get("/");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .doesNotContain("unsafe");
        Document page = dashboard.page("/");
        assertThat(page.select("[style], style, script:not([src])")).isEmpty();
        assertThat(page.getAllElements().stream().flatMap(one -> one.attributes().asList().stream()))
                .noneMatch(attribute -> attribute.getKey().startsWith("on"));
        assertThat(page.select("meta[name=htmx-config]").attr("content"))
                .contains("\"allowEval\":false", "\"includeIndicatorStyles\":false");
    }

    @Test
    void keepsTheChosenColoursAndComesBackToThePage() throws Exception {
        assertThat(dashboard.page("/").select("html").attr("data-theme")).isEqualTo("auto");
        HttpResponse<String> answer = dashboard.post("/", "/theme", Map.of("theme", "dark", "back", "/?x=1"));
        assertThat(answer.uri()).hasPath("/").hasQuery("x=1");
        assertThat(dashboard.page("/").select("html").attr("data-theme")).isEqualTo("dark");
        dashboard.post("/", "/theme", Map.of("theme", "auto", "back", "//elsewhere.example"));
        assertThat(dashboard.page("/").select("html").attr("data-theme")).isEqualTo("auto");
    }

    @Test
    void weighsLittle() throws Exception {
        long bytes = 0;
        Document page = dashboard.page("/");
        for (String asset : page.select("link[href], script[src]").stream()
                .map(one -> one.hasAttr("src") ? one.attr("src") : one.attr("href"))
                .toList()) {
            bytes += dashboard.packed(asset);
        }
        assertThat(dashboard.packed(page.select("link[rel=stylesheet]").attr("href")))
                .isLessThan(15_000);
        assertThat(bytes + dashboard.packed("/")).isLessThan(60_000);
    }
}
