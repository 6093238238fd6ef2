package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.Memory.About;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.AuditFilter;
import dev.midwatch.core.view.AuditRow;
import dev.midwatch.core.view.Page;
import dev.midwatch.dashboard.Stage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryPagesTest {
    private static final String EVIL = "<script>alert(1)</script> \u202Etxt";

    private Stage stage;
    private Path directory;

    @BeforeEach
    void start(@TempDir Path directory) {
        this.directory = directory;
        stage = Stage.demo(directory, "timezone: UTC\nmemory: {write_approval: true}\n");
        MemoryFiles files = stage.kernel.get(MemoryFiles.class);
        files.remember(new Memory(About.WORK, "the shop sleeps at night", "session:1"));
        files.remember(new Memory(About.PEOPLE, EVIL, "session:2"));
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void acceptsRejectsAndForgets() throws Exception {
        try (TestDashboard dashboard = dashboard(Level.OPERATOR)) {
            assertThat(texts(dashboard, "waiting"))
                    .containsExactlyInAnyOrder("the shop sleeps at night", "<script>alert(1)</script> ‹U+202E›txt");
            assertThat(dashboard.page("/memory").select("main script:not([src])"))
                    .isEmpty();

            accepted(dashboard
                    .post("/memory", "/memory/accept", Map.of("text", "the shop sleeps at night"))
                    .body());
            String evil = dashboard
                    .page("/memory")
                    .select("form[action=/memory/reject] input[name=text]")
                    .attr("value");
            dashboard.post("/memory", "/memory/reject", Map.of("text", evil));
            assertThat(texts(dashboard, "waiting")).isEmpty();
            assertThat(texts(dashboard, "in-force")).containsExactly("the shop sleeps at night");

            Document page = dashboard.page("/memory");
            assertThat(page.select("details:not([open]) form[action=/memory/forget] button")
                            .text())
                    .isEqualTo("Yes, forget it");
            dashboard.post("/memory", "/memory/forget", Map.of("text", "the shop sleeps at night"));
            assertThat(texts(dashboard, "in-force")).isEmpty();
            assertThat(stage.view()
                            .audit()
                            .list(new AuditFilter(Optional.empty(), Optional.of("dashboard:ann")), Page.first(10))
                            .items())
                    .extracting(AuditRow::step)
                    .containsExactly("memory forgotten", "memory rejected", "memory accepted");
        }
    }

    @Test
    void aViewerOnlyReads() throws Exception {
        try (TestDashboard dashboard = dashboard(Level.VIEWER)) {
            assertThat(dashboard.page("/memory").select("main form")).isEmpty();
            assertThat(texts(dashboard, "waiting")).hasSize(2);
            for (String command : new String[] {"accept", "reject", "forget"}) {
                assertThat(dashboard
                                .post("/memory", "/memory/" + command, Map.of("text", "the shop sleeps at night"))
                                .statusCode())
                        .isEqualTo(403);
            }
            assertThat(texts(dashboard, "waiting")).hasSize(2);
        }
    }

    @Test
    void refusesWhatNoPageOfOursSentAndWhatIsNotThere() throws Exception {
        try (TestDashboard dashboard = dashboard(Level.OPERATOR)) {
            Map<String, String> form = Map.of("text", "the shop sleeps at night");
            assertThat(new Scripted(dashboard).forged("/memory/accept", form).statusCode())
                    .isEqualTo(403);
            assertThat(texts(dashboard, "waiting")).hasSize(2);
            assertThat(dashboard
                            .post("/memory", "/memory/accept", Map.of("text", "nothing"))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(dashboard.post("/memory", "/memory/accept", Map.of()).statusCode())
                    .isEqualTo(400);
        }
    }

    private static void accepted(String body) {
        assertThat(body).contains("In force from now on.");
    }

    private static java.util.List<String> texts(TestDashboard dashboard, String section) throws Exception {
        return dashboard
                .page("/memory")
                .select("section[aria-labelledby=" + section + "] .memory")
                .eachText();
    }

    private TestDashboard dashboard(Level level) throws Exception {
        return new TestDashboard(stage.view(), stage.simulation.clock(), directory, level).signIn();
    }
}
