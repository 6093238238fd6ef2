package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditPagesTest {
    private Stage stage;
    private TestDashboard dashboard;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        stage = Stage.healthy(directory);
        Audit audit = stage.kernel.get(Audit.class);
        for (int at = 1; at <= 60; at++) {
            audit.record("looked", Map.of("at_what", "pod " + at));
        }
        audit.record(
                "proposed",
                Map.of(
                        "by", "dashboard:ann",
                        "action", Map.of("kind", "<b>Deployment</b>", "names", List.of("a", "b")),
                        "diff", "x".repeat(300)));
        dashboard = new TestDashboard(stage.view(), stage.simulation.clock(), directory, Level.VIEWER).signIn();
    }

    @AfterEach
    void stop() {
        dashboard.close();
        stage.close();
    }

    @Test
    void saysThatTheChainIsWholeAndShowsItsHead() throws Exception {
        Document page = dashboard.page("/audit");
        assertThat(page.select(".lead").text()).contains("whole", "steps");
        assertThat(page.select("#head-text").text())
                .isEqualTo(stage.view().audit().state().head());
        assertThat(page.select("[data-copy=head-text]")).hasSize(1);
    }

    @Test
    void showsTheNewestFirstWithFactsThatCanBeRead() throws Exception {
        Document page = dashboard.page("/audit");
        assertThat(page.select(".steps-taken > li")).hasSize(50);
        Document first =
                org.jsoup.Jsoup.parse(page.select(".steps-taken > li").first().outerHtml());
        assertThat(first.select("strong").text()).isEqualTo("proposed");
        assertThat(first.select("dt").eachText()).contains("by", "action.kind", "action.names");
        assertThat(first.select("dd").eachText()).contains("dashboard:ann", "<b>Deployment</b>", "a, b");
        assertThat(first.select("details:not([open]) pre").text()).hasSize(300);
        Document second = dashboard.page(page.select("a[rel=next]").attr("href"));
        assertThat(second.text()).contains("pod 1");
    }

    @Test
    void filtersByStepAndText() throws Exception {
        Document page = dashboard.page("/audit?step=looked&q=pod+5");
        assertThat(page.select(".steps-taken dd").eachText()).hasSize(11).contains("pod 5", "pod 59");
        assertThat(page.select("option[selected]").text()).isEqualTo("looked");
        assertThat(page.select("option").eachText()).contains("All", "looked", "proposed");
        assertThat(dashboard.page("/audit?q=%3Cscript%3E").select(".empty")).hasSize(1);
    }

    @Test
    void saysWhereTheChainIsBroken(@TempDir Path directory) throws Exception {
        try (Stage other = Stage.healthy(directory)) {
            other.kernel.get(Audit.class).record("looked", Map.of("at_what", "pods"));
            other.kernel.get(Audit.class).record("looked", Map.of("at_what", "nodes"));
            Path file = Files.walk(other.home.directory())
                    .filter(one -> one.getFileName().toString().equals("audit.jsonl"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(file, Files.readString(file).replace("pods", "cats"));
            try (TestDashboard broken =
                    new TestDashboard(other.view(), other.simulation.clock(), directory, Level.VIEWER).signIn()) {
                assertThat(broken.page("/audit").select(".lead.bad").text()).contains("broken", "audit.jsonl");
            }
        }
    }
}
