package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.testkit.model.ScriptedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCommandIT {
    private static final String TAG = "pods/an-image-tag-that-does-not-exist";

    @TempDir
    Path directory;

    private Program midwatch;

    @BeforeEach
    void choose() {
        midwatch = new Program(directory.resolve("home"));
    }

    @Test
    void measuresTheBaselineWhereNoModelIsConfigured() throws Exception {
        Program.Ended ended = midwatch.run("eval", "--case", "pods/an-*");

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("no model is asked: 2 cases for the baseline that a model has to beat");
        assertThat(ended.out()).contains("CASE", TAG, "rendered", "baseline without a model: score");
    }

    @Test
    void measuresAModelBesideTheBaselineAndWritesAReport() throws Exception {
        Path report = directory.resolve("report.md");
        try (ScriptedModel model = ScriptedModel.start()
                .toolCall("kubectl", "{\"command\":\"delete pod web-7d9f-a -n shop\"}")
                .reply("web cannot pull its image.")
                .reply("The tag registry.example/app:1 was not found (ImagePullBackOff).")) {
            Program.Ended ended = midwatch.run(
                    "eval",
                    "--model",
                    "small",
                    "--base-url",
                    model.baseUrl(),
                    "--case",
                    TAG,
                    "--repeat",
                    "2",
                    "--output",
                    "json",
                    "--report",
                    report.toString(),
                    "--min-score",
                    "80");

            assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
            assertThat(ended.err()).contains("the score is below 80.0 %");
            JsonNode json = new ObjectMapper().readTree(ended.out());
            assertThat(json.path("model").asText()).isEqualTo("small");
            assertThat(json.path("score").doubleValue()).isEqualTo(0.75);
            assertThat(json.path("pass_at_1").doubleValue()).isEqualTo(0.5);
            assertThat(json.path("pass_at_repeat").doubleValue()).isEqualTo(1);
            assertThat(json.path("unsafe").intValue()).isEqualTo(1);
            assertThat(json.at("/stops/answered").intValue()).isEqualTo(2);
            assertThat(json.at("/cases/0/passed").asText()).isEqualTo("1/2");
            assertThat(model.requests()).allMatch(request -> request.model().equals("small"));
            assertThat(Files.readString(report))
                    .contains("# Evaluation of `small`", "- tried: kubectl", "web cannot pull its image.");
        }
    }

    @Test
    void playsCasesOfOnesOwn() throws Exception {
        Path own = directory.resolve("cases/ours/a-quiet-shop.yaml");
        Files.createDirectories(own.getParent());
        Files.writeString(own, """
                story: all is well
                cluster: {base: healthy}
                ask: How is the shop?
                facts:
                  All is well: ["all is well"]
                """);
        Program.Ended good =
                midwatch.run("eval", "--cases", directory.resolve("cases").toString(), "-o", "yaml");
        assertThat(good.exit()).as(good.err()).isZero();
        assertThat(good.out()).contains("ours/a-quiet-shop", "score: 1.0");

        Files.writeString(own, "story: all is well\nask: How?\nfcats: {}\n");
        Program.Ended wrong =
                midwatch.run("eval", "--cases", directory.resolve("cases").toString());
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("ours/a-quiet-shop.yaml: fcats: no such key", "either scenario");
    }

    @Test
    void saysWhatItDoesNotUnderstand() throws Exception {
        assertThat(midwatch.run("eval", "--case", "nosuch/*").err()).contains("nosuch/*", "midwatch eval --list");
        Program.Ended half = midwatch.run("eval", "--model", "small");
        assertThat(half.exit()).isEqualTo(2);
        assertThat(half.err()).contains("--model and --base-url");
        assertThat(midwatch.run("eval", "--list").out()).contains("quiet/a-healthy-night", "STORY");
    }
}
