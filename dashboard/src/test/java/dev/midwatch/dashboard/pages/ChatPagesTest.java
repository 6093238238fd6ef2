package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.store.Turn;
import dev.midwatch.api.store.Turn.Role;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Page;
import dev.midwatch.core.view.TurnRow;
import dev.midwatch.dashboard.Stage;
import dev.midwatch.testkit.model.ScriptedModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatPagesTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String GET_PODS = "{\"command\":\"get pods -n shop\"}";

    private final ScriptedModel model = ScriptedModel.start();
    private Stage stage;
    private TestDashboard dashboard;
    private Scripted scripted;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        stage = Stage.demo(directory, """
                timezone: UTC
                model: {default: scripted, base_url: "%s", context_length: 200000}
                """.formatted(model.baseUrl()));
        dashboard = new TestDashboard(stage.view(), stage.simulation.clock(), directory, Level.APPROVER).signIn();
        scripted = new Scripted(dashboard);
    }

    @AfterEach
    void stop() {
        dashboard.close();
        stage.close();
        model.close();
    }

    @Test
    void answersWithoutScripts() throws Exception {
        model.toolCall("kubectl", GET_PODS).reply("All **fine**.");
        HttpResponse<String> answer =
                dashboard.post("/chat", "/chat", Map.of("text", "How is the shop?", "session", ""));
        assertThat(answer.uri().toString()).matches(".*/chat/\\d{8}-\\d{6}-[\\w-]+");
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select(".said.user .words").text()).isEqualTo("How is the shop?");
        assertThat(page.select("details.used summary").text()).contains("kubectl");
        assertThat(page.select(".said.assistant .prose strong").text()).isEqualTo("fine");
        assertThat(page.select("#talk [sse-connect]")).isEmpty();

        model.reply("Still fine.");
        HttpResponse<String> more =
                dashboard.post(answer.uri().getPath(), "/chat", Map.of("text", "And now?", "session", id(page)));
        assertThat(more.uri()).isEqualTo(answer.uri());
        assertThat(Jsoup.parse(more.body()).select(".said.assistant").eachText())
                .hasSize(2);
        assertThat(model.requests().get(2).contents("user"))
                .contains("How is the shop?")
                .last()
                .asString()
                .endsWith("And now?");
        assertThat(stage.view().sessions().get(id(page)).origin()).isEqualTo("dashboard:ann");
    }

    @Test
    void showsWhatItPutForwardAsACardWithALink() throws Exception {
        stage.minutes(1);
        model.toolCall("scale", "{\"kind\":\"Deployment\",\"namespace\":\"shop\",\"name\":\"shop\",\"replicas\":5}")
                .reply("I asked for it.");
        Document page = Jsoup.parse(dashboard
                .post("/chat", "/chat", Map.of("text", "Scale the shop to 5.", "session", ""))
                .body());
        String proposal = stage.view().proposals().waiting().get(0).id();
        assertThat(page.select(".card a").attr("href")).isEqualTo("/proposals/" + proposal);
        assertThat(page.select(".card pre").text()).contains("scale");
        assertThat(page.select(".card").text()).contains("waiting", "Nothing was changed");
    }

    @Test
    void saysThatAnotherTurnGoesOnAndStopsIt() throws Exception {
        model.toolCall("kubectl", GET_PODS).stallAfterHeaders();
        String id = begin("How is it?");
        await().atMost(SOON).until(() -> model.requests().size() == 2);

        Document page = dashboard.page("/chat/" + id);
        assertThat(page.select(".going .steps code").text()).contains("kubectl get pods -n shop");
        assertThat(page.select("[sse-connect]").attr("sse-connect")).isEqualTo("/chat/" + id + "/live");
        assertThat(dashboard.get("/chat/" + id + "?wait=1").headers().firstValue("Refresh"))
                .contains("3");

        HttpResponse<String> second = dashboard.post("/chat/" + id, "/chat", Map.of("text", "Hello?", "session", id));
        assertThat(second.statusCode()).isEqualTo(409);
        Document refused = Jsoup.parse(second.body());
        assertThat(refused.select("#trouble").text()).contains("still at work");
        assertThat(refused.select("textarea").text()).isEqualTo("Hello?");

        dashboard.post("/chat/" + id, "/chat/" + id + "/stop", Map.of());
        await().atMost(SOON)
                .until(() -> dashboard.page("/chat/" + id).select(".going").isEmpty());
        assertThat(dashboard.page("/chat/" + id).select(".said.system").text()).contains("interrupted");
    }

    @Test
    void showsNoSecretOfAQuestionWhileItIsWorkedOn() throws Exception {
        model.stallAfterHeaders();
        String id = begin("Why is the login with password=Hq7vQz3pr9TwXk refused?");
        await().atMost(SOON).until(() -> model.requests().size() == 1);

        assertThat(dashboard.get("/chat/" + id).body())
                .contains("Why is the login")
                .doesNotContain("Hq7vQz3pr9TwXk");
    }

    @Test
    void onlyAnOperatorStopsWhatSomebodyElseBegan() {
        Going turn = new Going("dashboard:bob", "How is it?");
        assertThat(ChatPages.mayStop(turn, "dashboard:bob", Level.VIEWER)).isTrue();
        assertThat(ChatPages.mayStop(turn, "dashboard:ann", Level.VIEWER)).isFalse();
        assertThat(ChatPages.mayStop(turn, "dashboard:ann", Level.OPERATOR)).isTrue();
    }

    @Test
    void leadsToAPageThatLooksAgainWhenTheAnswerTakesLong() throws Exception {
        model.stallAfterHeaders();
        HttpResponse<String> answer = dashboard.post("/chat", "/chat", Map.of("text", "How?", "session", ""));
        assertThat(answer.uri()).hasQuery("wait=1");
        assertThat(answer.headers().firstValue("Refresh")).contains("3");
        assertThat(Jsoup.parse(answer.body()).select(".going")).hasSize(1);
    }

    @Test
    void streamsWhatItDoesAndThenTheAnswer() throws Exception {
        model.toolCall("kubectl", GET_PODS).reply("All **fine**.");
        HttpResponse<String> said = scripted.htmx("/chat", Map.of("text", "How?", "session", ""));
        assertThat(said.statusCode()).isEqualTo(200);
        Document part = Jsoup.parse(said.body());
        String path = "/chat/" + id(part);
        assertThat(said.headers().firstValue("HX-Trigger")).contains("{\"said\":{\"path\":\"" + path + "\"}}");
        assertThat(part.select(".said.user .words").eachText()).containsExactly("How?");
        assertThat(part.select("input#session[hx-swap-oob=true]")).hasSize(1);

        try (InputStream stream = scripted.stream(path + "/live")) {
            assertThat(Scripted.until(stream, "event: talk")).contains("<strong>fine</strong>");
        }
    }

    @Test
    void showsTheAnswerWhileTheModelWritesIt() throws Exception {
        model.stallHalfWay("All **fine** so far.\n\n" + "And there is more to say.\n".repeat(40));
        String id = begin("How is it?");
        try (InputStream stream = scripted.stream("/chat/" + id + "/live")) {
            assertThat(Scripted.until(stream, "<strong>fine</strong>")).contains("event: activity", "aria-live");
        }
        scripted.htmx("/chat/" + id + "/stop", Map.of());
        await().atMost(SOON)
                .until(() -> dashboard.page("/chat/" + id).select(".going").isEmpty());
    }

    @Test
    void endsTheStreamOfATurnWithTheSession(@TempDir Path other) throws Exception {
        Live.Pace lively = new Live.Pace(Duration.ofMillis(100), Duration.ofSeconds(25), Duration.ofMillis(100));
        model.toolCall("kubectl", GET_PODS).stallAfterHeaders();
        try (TestDashboard watched =
                new TestDashboard(stage.view(), stage.simulation.clock(), other, Level.APPROVER, lively)) {
            Scripted visitor = new Scripted(watched);
            String begun = visitor.htmx("/chat", Map.of("text", "How is it?", "session", ""))
                    .body();
            try (InputStream stream = visitor.stream("/chat/" + id(Jsoup.parse(begun)) + "/live")) {
                Scripted.until(stream, "kubectl get pods");
                visitor.htmx("/sign-out", Map.of());
                String rest = CompletableFuture.supplyAsync(() -> rest(stream)).get(15, TimeUnit.SECONDS);
                assertThat(rest).doesNotContain("event: talk");
            }
        }
    }

    private static String rest(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void bringsATurnToItsEndAlsoWhenNobodyWaitsForIt() throws Exception {
        model.toolCall("kubectl", GET_PODS).stallAfterHeaders();
        String id = begin("How is it?");
        try (InputStream stream = scripted.stream("/chat/" + id + "/live")) {
            assertThat(Scripted.until(stream, "kubectl get pods")).contains("event: activity");
        }
        model.close();
        await().atMost(SOON).until(() -> stage.view().sessions().get(id).turns() == 3);
        await().atMost(SOON)
                .until(() -> dashboard.page("/chat/" + id).select(".going").isEmpty());
        assertThat(dashboard.page("/chat/" + id).select(".said.system")).hasSize(1);
    }

    @Test
    void goesOnWithSomebodyElsesConversationAsACopy() throws Exception {
        SessionDatabase sessions = stage.kernel.get(SessionDatabase.class);
        String theirs = sessions.start("Theirs", "dashboard:bob").id();
        sessions.append(
                theirs,
                new Turn(Role.USER, "Look at web.", stage.simulation.clock().instant()));
        sessions.append(
                theirs,
                new Turn(Role.ASSISTANT, "It is fine.", stage.simulation.clock().instant()));
        assertThat(dashboard.page("/chat/" + theirs).select(".notice").text()).contains("dashboard:bob", "copy");

        model.reply("Yes.");
        HttpResponse<String> answer =
                dashboard.post("/chat/" + theirs, "/chat", Map.of("text", "Sure?", "session", theirs));
        String mine = id(Jsoup.parse(answer.body()));
        assertThat(mine).isNotEqualTo(theirs);
        assertThat(stage.view().sessions().get(theirs).turns()).isEqualTo(2);
        List<String> told = model.requests().get(0).contents("user");
        assertThat(told.get(0))
                .startsWith("Somebody else wrote the message below.")
                .contains("\nLook at web.\n");
        assertThat(told).last().asString().endsWith("Sure?");
        assertThat(stage.view().sessions().get(mine).origin()).isEqualTo("dashboard:ann");
    }

    @Test
    void copiesTheEndOfALongConversationAndTheBeginningOfALongText() throws Exception {
        SessionDatabase sessions = stage.kernel.get(SessionDatabase.class);
        String theirs = sessions.start("Theirs", "dashboard:bob").id();
        for (int i = 0; i < 210; i++) {
            sessions.append(
                    theirs,
                    new Turn(Role.USER, "Turn " + i, stage.simulation.clock().instant()));
        }
        sessions.append(
                theirs,
                new Turn(
                        Role.ASSISTANT,
                        "r".repeat(30_000),
                        stage.simulation.clock().instant()));
        model.reply("Yes.");
        HttpResponse<String> answer =
                dashboard.post("/chat/" + theirs, "/chat", Map.of("text", "Sure?", "session", theirs));
        String mine = id(Jsoup.parse(answer.body()));
        assertThat(mine).isNotEqualTo(theirs);
        List<TurnRow> turns =
                stage.view().sessions().turns(mine, new Page(0, Page.MOST)).items();
        assertThat(turns.get(0).text()).contains("\nTurn 11\n");
        assertThat(turns.get(198).text()).contains("\nTurn 209\n");
        assertThat(turns).extracting(TurnRow::text).contains("Sure?");
        assertThat(turns.get(199).text()).hasSize(20_000).endsWith("…");
    }

    @Test
    void refusesWhatIsEmptyTooLongOrNotFromAPageOfOurs() throws Exception {
        assertThat(dashboard
                        .post("/chat", "/chat", Map.of("text", "  ", "session", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(dashboard
                        .post("/chat", "/chat", Map.of("text", "x".repeat(20_001), "session", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(dashboard
                        .post("/chat", "/chat", Map.of("text", "x", "session", "nope"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(scripted.forged("/chat", Map.of("text", "x", "session", "")).statusCode())
                .isEqualTo(403);
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void saysHowToSetAModel(@TempDir Path other) throws Exception {
        try (Stage plain = Stage.healthy(other);
                TestDashboard without =
                        new TestDashboard(plain.view(), plain.simulation.clock(), other, Level.OPERATOR).signIn()) {
            Document page = without.page("/chat");
            assertThat(page.select(".notice").text())
                    .contains("no model is configured", "model.base_url", "OPENAI_BASE_URL");
            assertThat(page.select("form.say button[disabled]")).hasSize(1);
            HttpResponse<String> answer = without.post("/chat", "/chat", Map.of("text", "Hello", "session", ""));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Jsoup.parse(answer.body()).select("textarea").text()).isEqualTo("Hello");
        }
    }

    /** Begins a turn as a page with scripts does. */
    private String begin(String text) throws Exception {
        return id(Jsoup.parse(
                scripted.htmx("/chat", Map.of("text", text, "session", "")).body()));
    }

    private static String id(Document page) {
        return page.select("input#session").attr("value");
    }
}
