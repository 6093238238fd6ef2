package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.agent.TokenLedger;
import dev.midwatch.core.agent.TokenTable;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Logs;
import dev.midwatch.dashboard.Stage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Usage, log, plugins and tools, without scripts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MachinePagesTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private Stage stage;
    private TestDashboard dashboard;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        stage = Stage.healthy(directory);
        TokenTable tokens = new TokenTable(stage.kernel.get(Database.class));
        Instant now = Instant.now();
        tokens.add(new TokenLedger.Entry("daily-cluster-report", "1", "m", 12_000, 345, now));
        tokens.add(new TokenLedger.Entry("chat", "s", "m", 600, 40, now.minus(Duration.ofDays(3))));
        dashboard = new TestDashboard(stage.view(), stage.simulation.clock(), directory, Level.VIEWER).signIn();
    }

    @AfterAll
    void stop() {
        dashboard.close();
        stage.close();
    }

    @Test
    void showsWhatWasUsedAsADrawingAndAsNumbers() throws Exception {
        Document page = dashboard.page("/usage");
        assertThat(page.select("svg[role=img] rect")).hasSize(2);
        assertThat(page.select("table:has(caption) tbody tr").eachText())
                .containsExactly("daily-cluster-report 12,000 345 1", "chat 600 40 1");
        assertThat(page.select("#each-day tbody tr")).hasSize(2);
        assertThat(page.select(".numbers").text())
                .contains(UsageChart.number(stage.view().usage().today()));
        assertThat(page.select(".numbers").text()).contains("2,000,000");
    }

    @Test
    void listsPluginsWithWhatTheyBring() throws Exception {
        Document page = dashboard.page("/plugins");
        assertThat(page.select("main section h2").eachText()).anyMatch(title -> title.contains("k8s"));
        assertThat(page.select("main section").text())
                .contains("loaded", "pod-crash-loop", "rollout_restart", "cluster-health-check");
    }

    @Test
    void tellsForEachLevelWhatIsOfferedAndWhyNotTheRest() throws Exception {
        Document viewers = dashboard.page("/tools?level=viewer");
        Document approvers = dashboard.page("/tools?level=approver");
        assertThat(rows(viewers, "withheld")).isNotEmpty();
        assertThat(rows(approvers, "offered"))
                .hasSizeGreaterThan(rows(viewers, "offered").size());
        assertThat(viewers.select("section[aria-labelledby=withheld] tbody tr"))
                .allMatch(row -> !row.select("td[data-label^=Why]").text().isBlank());
        assertThat(approvers.select("#for-level option[selected]").val()).isEqualTo("approver");
    }

    @Test
    void givesTheRoleToCopyWithAndWithoutActions() throws Exception {
        Document page = dashboard.page("/tools");
        String reading = page.select("#role-reading").first().wholeText();
        String acting = page.select("#role-acting").first().wholeText();
        assertThat(reading)
                .isEqualTo(stage.view().tools().roles(false))
                .contains("kind: ClusterRole")
                .doesNotContain("\"patch\"");
        assertThat(acting).contains("\"patch\"");
        assertThat(page.select("[data-copy=role-reading][hidden], [data-copy=role-acting][hidden]"))
                .hasSize(2);
        assertThat(page.select("#apply").text()).isEqualTo("kubectl apply -f rights.yaml");
    }

    @Test
    void filtersTheLogByLevelAndText() throws Exception {
        log("INFO", "shop", "calm <b>as ever</b> one");
        log("WARN", "shop", "calm no more two");
        log("ERROR", "shop", "calm is over three");
        Document page = dashboard.page("/logs?text=CALM");
        assertThat(page.select("#lines li")).hasSize(3);
        assertThat(page.select("#lines li").first().text()).contains("calm is over three");
        assertThat(page.select("#lines li").last().text()).contains("calm <b>as ever</b> one");
        assertThat(dashboard
                        .page("/logs?level=WARN&text=calm")
                        .select("#lines li")
                        .eachText())
                .hasSize(2)
                .noneMatch(line -> line.contains("INFO"));
        assertThat(dashboard.page("/logs?text=nothing-like-it").text()).contains("No line yet");

        HttpResponse<String> text = dashboard.get("/logs/text?level=WARN&text=calm");
        assertThat(text.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(text.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment");
        assertThat(text.body().lines()).hasSize(2).first().asString().contains("WARN shop: calm no more two");
    }

    @Test
    void addsNewLinesToAnOpenPageAndOnlyThoseItWants() throws Exception {
        log("INFO", "feed", "feed before");
        String address = dashboard
                .page("/logs?text=feed&level=INFO")
                .select("[sse-connect]")
                .attr("sse-connect");
        List<String> heard = new CopyOnWriteArrayList<>();
        try (AutoCloseable open = dashboard.events(address, heard::add)) {
            log("INFO", "other", "not for it");
            log("DEBUG", "feed", "feed too small");
            log("INFO", "feed", "feed first\nsecond line");
            await().atMost(LONG).until(() -> heard.stream().anyMatch(line -> line.contains("feed first")));
        }
        assertThat(heard).anyMatch(line -> line.matches("id: \\d+")).contains("event: log-lines");
        assertThat(String.join("\n", heard))
                .contains("second line")
                .doesNotContain("feed before", "not for it", "feed too small");
    }

    @Test
    void letsNobodyWhoTakesNothingHoldUpTheLogOrTheOthers() throws Exception {
        String address = "/logs/live?level=&text=flood&after=0";
        List<String> heard = new CopyOnWriteArrayList<>();
        String line = "flood " + "x".repeat(3_000);
        try (AutoCloseable stalled = dashboard.stalled(address);
                AutoCloseable open = dashboard.events(address, heard::add)) {
            long began = System.nanoTime();
            for (int n = 0; n < 5_000; n++) {
                log("INFO", "flood", line);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONG);
            log("INFO", "flood", "flood is over");
            await().atMost(LONG).until(() -> heard.stream().anyMatch(one -> one.contains("flood is over")));
        }
    }

    private static List<String> rows(Document page, String section) {
        return page.select("section[aria-labelledby=" + section + "] tbody tr").eachText();
    }

    private static void log(String level, String logger, String text) throws IOException {
        Logs.ofProcess().add(Instant.parse("2026-03-02T00:00:00Z"), level, logger, text);
    }
}
