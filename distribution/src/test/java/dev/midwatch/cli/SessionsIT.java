package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions and the takeover of another agent's home, as somebody at a shell has them. */
class SessionsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private Program midwatch;

    @BeforeEach
    void home() {
        midwatch = new Program(directory.resolve("home"));
    }

    private JsonNode json(String... arguments) throws IOException, InterruptedException {
        return JSON.readTree(midwatch.run(arguments).out());
    }

    @Test
    void importsSearchesForksExportsAndForgets() throws IOException, InterruptedException {
        Path talk = Files.writeString(directory.resolve("talk.jsonl"), """
                {"role": "user", "content": "Why is the ingress slow?\\u001b[31m"}
                {"role": "assistant", "content": "Traefik was throttled."}
                """);

        assertThat(midwatch.run("sessions", "import", talk.toString()).out()).contains("kept as");
        assertThat(midwatch.run("sessions", "import", talk.toString()).out()).contains("kept before");
        JsonNode found = json("sessions", "search", "traefik", "ingress", "-o", "json");
        assertThat(found).hasSize(1);
        String id = found.get(0).path("id").asText();
        String fork = midwatch.run("sessions", "fork", id, "--turn", "1").out().strip();
        assertThat(json("sessions", "show", fork, "-o", "json").path("said")).hasSize(1);
        assertThat(json("sessions", "show", fork, "-o", "json").path("parent").asText())
                .isEqualTo(id);
        assertThat(json("sessions", "show", fork, "-o", "json").path("origin").asText())
                .as("whom chat --continue goes on for")
                .isEqualTo("cli:" + System.getProperty("user.name"));
        assertThat(midwatch.run("sessions", "show", id).out())
                .contains("#2 assistant", "Traefik was throttled.")
                .doesNotContain("\u001b");

        Path export = Path.of(midwatch.run("sessions", "export", id).out().strip());
        assertThat(export).content().contains("# Why is the ingress slow?", "Traefik was throttled.");
        assertThat(midwatch.run("sessions", "export", id).err()).contains("--force writes over it");

        assertThat(midwatch.run("sessions", "delete", id).exit()).isZero();
        assertThat(json("sessions", "list", "-o", "json")).hasSize(1);
        assertThat(midwatch.run("sessions", "show", id).err()).contains("there is no session " + id);
    }

    @Test
    void takesOverThePlanAndRunsWithIt() throws IOException, InterruptedException {
        Path there = Files.createDirectories(directory.resolve("hermes/cron"));
        for (String name : new String[] {"config.yaml", "cron/jobs.json"}) {
            try (var text = SessionsIT.class.getResourceAsStream("/hermes/" + name)) {
                Files.copy(text, directory.resolve("hermes").resolve(name));
            }
        }
        Files.writeString(directory.resolve("hermes/.env"), "OPENAI_API_KEY=sk-0123456789abcdefghij\n");
        String hermes = there.getParent().toString();

        Program.Ended said = midwatch.run("import", "hermes", hermes);
        assertThat(said.err()).contains("nothing was written");
        assertThat(said.out())
                .contains("TAKEN", "CHANGED", "LEFT", "config.yaml: model", "cron/jobs.json: cert-expiry");
        assertThat(said.out() + said.err()).doesNotContain("sk-0123456789");
        JsonNode done = json("import", "hermes", hermes, "--apply", "-o", "json");

        assertThat(done.findValuesAsText("what")).contains(".env: OPENAI_API_KEY", "cron/jobs.json: cert-expiry");
        assertThat(midwatch.run("config", "check").exit()).isZero();
        assertThat(midwatch.run("cron", "list").out())
                .contains("cert-expiry", "every day at 09:00", "daily-cluster-report");
        assertThat(midwatch.run("import", "hermes", directory.resolve("nowhere").toString())
                        .exit())
                .isEqualTo(2);
    }
}
