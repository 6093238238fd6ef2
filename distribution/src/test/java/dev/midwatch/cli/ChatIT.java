package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import dev.midwatch.testkit.model.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installed program is asked by a script. */
class ChatIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final Simulation simulation =
            Simulation.start(Scenario.builtIn("demo"), Instant.parse("2026-03-02T00:00:00Z"), 0, 1);
    private final ScriptedModel model = ScriptedModel.start();
    private Path kubeconfig;
    private Path config;
    private Program midwatch;

    @BeforeEach
    void open() throws IOException {
        Path home = Files.createDirectories(directory.resolve("home"));
        kubeconfig = Files.writeString(directory.resolve("kubeconfig"), simulation.kubeconfig());
        config = Files.writeString(home.resolve("config.yaml"), """
                model: {default: small-model, base_url: "%s"}
                """.formatted(model.baseUrl()));
        midwatch = new Program(home);
    }

    @AfterEach
    void close() {
        simulation.close();
        model.close();
    }

    private String[] chat(String... arguments) {
        List<String> all = new ArrayList<>(List.of("chat", "--kubeconfig", kubeconfig.toString()));
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }

    @Test
    void answersAScriptWithNothingButTheAnswer() throws Exception {
        model.toolCall("kubectl", "{\"command\":\"get pods -n shop\"}").reply("# Shop\n\nAll **well**.");
        Program.Ended ended = midwatch.run(chat("-q", "How is the shop?"));
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("# Shop\n\nAll **well**.\n");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void readsTheQuestionAndTellsAScriptAllAboutTheAnswer() throws Exception {
        model.toolCall("rollout_restart", "{\"namespace\":\"shop\",\"kind\":\"Deployment\",\"name\":\"shop\"}")
                .reply("I have asked for a restart.");
        Program.Ended ended = midwatch.runReading("restart\nthe shop\n", chat("-q", "-", "-o", "json", "-v"));
        assertThat(ended.exit()).as(ended.err()).isZero();
        JsonNode said = JSON.readTree(ended.out());
        assertThat(said.path("answer").asText()).isEqualTo("I have asked for a restart.");
        assertThat(said.path("stop_reason").asText()).isEqualTo("answered");
        assertThat(said.path("tokens_in").asLong()).isPositive();
        assertThat(said.path("tool_calls").asInt()).isEqualTo(1);
        assertThat(said.at("/proposals/0/command").asText()).contains("rollout restart deployment/shop");
        assertThat(ended.err()).contains("looking: rollout_restart", "done: rollout_restart");
        assertThat(model.requests().get(0).contents("user").get(0)).contains("restart\nthe shop");

        model.reply("Not yet.");
        String session = said.path("session").asText();
        Program.Ended again = midwatch.run(chat("--continue", "-q", "Done?", "-o", "json"));
        assertThat(JSON.readTree(again.out()).path("session").asText()).isEqualTo(session);
        Program.Ended nowhere = midwatch.run(chat("--session", "nowhere", "-q", "Done?"));
        assertThat(nowhere.exit()).isEqualTo(2);
        assertThat(nowhere.err()).isEqualTo("midwatch: there is no session nowhere\n");
    }

    @Test
    void saysWhatIsBrokenWhereThereIsNoModel() throws Exception {
        Files.writeString(config, "timezone: UTC\n");
        Program.Ended ended = midwatch.run(chat("-q", "How is the shop?"));
        assertThat(ended.exit()).isEqualTo(4);
        assertThat(ended.out()).isEqualTo("No open findings.\n");
        assertThat(ended.err()).contains("no model is configured", "model.default");
        Program.Ended json = midwatch.run(chat("-q", "How is the shop?", "-o", "json"));
        assertThat(JSON.readTree(json.out()).path("stop_reason").asText()).isEqualTo("no_model");
    }

    @Test
    void tellsAnAnswerFromNone() throws Exception {
        model.status(401);
        Program.Ended ended = midwatch.run(chat("-q", "How is the shop?"));
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        // Behind the log, which warns of any model that gives none.
        assertThat(ended.err().lines())
                .last()
                .asString()
                .startsWith("midwatch: no answer: the model server answered 401");
        assertThat(midwatch.run(chat("-q", "x", "--about", "zzz")).err()).contains("there is no finding zzz");
        assertThat(midwatch.run(chat("-q", " ")).exit()).isEqualTo(2);
    }

    @Test
    void withoutATerminalEachLineThatIsPipedInIsATurn() throws Exception {
        model.reply("Well.\u001b[2J").reply("Still **well**.");
        Program.Ended ended = midwatch.runReading("How is it?\n/status\nAnd now?\n", chat());
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("Well.‹U+001B›[2J", "tokens today", "Still well.")
                .doesNotContain("\u001b");
        assertThat(ended.err()).doesNotContain("WARN", "restricted");
        assertThat(model.requests().get(1).contents("assistant")).hasSize(1);
    }
}
