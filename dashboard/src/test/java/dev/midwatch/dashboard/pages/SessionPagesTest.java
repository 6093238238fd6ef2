package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.store.Turn;
import dev.midwatch.api.store.Turn.Role;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.Stage;
import java.nio.file.Path;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionPagesTest {
    private static final String SCRIPT = "<script>alert(1)</script>";

    private Stage stage;
    private SessionDatabase sessions;
    private TestDashboard dashboard;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        stage = Stage.healthy(directory);
        sessions = stage.kernel.get(SessionDatabase.class);
        dashboard = new TestDashboard(stage.view(), stage.simulation.clock(), directory, Level.VIEWER).signIn();
    }

    @AfterAll
    void stop() {
        dashboard.close();
        stage.close();
    }

    @Test
    void foldsToolsAndRendersWhatTheModelSaid() throws Exception {
        String id = session(
                "A night",
                Role.USER,
                "What **happened**?",
                Role.TOOL,
                "kubectl {\"command\":\"get pods -n shop\"}\nNAME   READY\nweb-1  0/1",
                Role.ASSISTANT,
                "One **pod** crashes.");
        Document page = dashboard.page("/sessions/" + id);
        assertThat(page.select("h1").text()).isEqualTo("A night");
        assertThat(page.select(".said.user .words").text()).isEqualTo("What **happened**?");
        assertThat(page.select("details.used:not([open]) summary").text())
                .isEqualTo("kubectl {\"command\":\"get pods -n shop\"}");
        assertThat(page.select("details.used pre").get(1).wholeText()).isEqualTo("NAME   READY\nweb-1  0/1");
        assertThat(page.select(".said.assistant strong").text()).isEqualTo("pod");
        assertThat(page.select("a[href=/chat/" + id + "]").text()).isEqualTo("Continue in chat");
    }

    @Test
    void whatAnybodyWroteNeverBecomesMarkup() throws Exception {
        String evil = SCRIPT + "<img src=x onerror=alert(1)></pre></details>\u202Eexe";
        String id = session(
                evil,
                Role.USER,
                evil,
                Role.TOOL,
                "kubectl" + SCRIPT + " {\"command\":\"" + evil + "\"}\n" + evil,
                Role.ASSISTANT,
                evil + " [x](javascript:alert(1)) ![x](data:image/png;base64,AA==)",
                Role.SYSTEM,
                evil);
        for (String path : new String[] {"/sessions/" + id, "/sessions", "/sessions?q=exe", "/chat/" + id}) {
            Document page = dashboard.page(path);
            assertThat(page.select(
                            "main script:not([src]), main img, main [onerror], a[href^=javascript], a[href^=data]"))
                    .as(path)
                    .isEmpty();
            assertThat(page.text()).contains(SCRIPT, "‹U+202E›exe").doesNotContain("\u202E");
        }
    }

    @Test
    void pagesALongSession() throws Exception {
        String id = sessions.start("Long", "job:night").id();
        for (int at = 1; at <= 130; at++) {
            say(id, Role.USER, "word " + at);
        }
        Document first = dashboard.page("/sessions/" + id);
        assertThat(first.select(".said")).hasSize(60);
        assertThat(first.select(".paging").text()).contains("1–60 of 130");
        Document last = dashboard.page(dashboard
                .page(first.select("a[rel=next]").attr("href"))
                .select("a[rel=next]")
                .attr("href"));
        assertThat(last.select(".said .words").eachText()).hasSize(10).endsWith("word 130");
        assertThat(last.select("a[rel=next]")).isEmpty();
        Document chat = dashboard.page("/chat/" + id);
        assertThat(chat.select(".said .words").eachText()).hasSize(40).endsWith("word 130");
        assertThat(chat.text()).contains("90 turns before these");
    }

    @Test
    void findsAWordInAnyOfThem() throws Exception {
        session("Certificates", Role.USER, "the zebra certificate");
        session("Nodes", Role.USER, "the nodes");
        Document page = dashboard.page("/sessions?q=zebra");
        assertThat(page.select("tbody th").eachText()).containsExactly("Certificates");
        assertThat(page.select("input[type=search]").attr("value")).isEqualTo("zebra");
        assertThat(dashboard.page("/sessions?q=%22%20NEAR(").select("tbody th")).isEmpty();
        assertThat(dashboard.page("/sessions").select("tbody th").eachText()).contains("Certificates", "Nodes");
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        assertThat(dashboard.get("/sessions/nope").statusCode()).isEqualTo(404);
        assertThat(dashboard.get("/chat/nope").statusCode()).isEqualTo(404);
        assertThat(dashboard.get("/sessions?offset=x").statusCode()).isEqualTo(200);
        assertThat(dashboard.get("/sessions?offset=-1").statusCode()).isEqualTo(200);
    }

    private String session(String title, Object... turns) {
        String id = sessions.start(title, "job:night").id();
        for (int at = 0; at < turns.length; at += 2) {
            say(id, (Role) turns[at], (String) turns[at + 1]);
        }
        return id;
    }

    private void say(String id, Role role, String text) {
        sessions.append(id, new Turn(role, text, stage.simulation.clock().instant()));
    }
}
