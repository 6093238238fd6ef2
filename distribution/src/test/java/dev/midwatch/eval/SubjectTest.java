package dev.midwatch.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.midwatch.core.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("OPENAI_API_KEY", "key", "DISCORD_BOT_TOKEN", "token", "LANG", "C");

    @TempDir
    Path directory;

    @Test
    void takesOverWhatTheModelNeedsAndNothingThatLeadsToPeople() throws IOException {
        Home operator = new Home(Files.createDirectories(directory.resolve("operator")));
        Files.writeString(operator.config(), """
                model: {default: small, base_url: "http://127.0.0.1:1/v1", context_length: 8192}
                fallback_providers:
                  - {model: other, base_url: "http://127.0.0.1:2/v1", api_key: "${ENV:OTHER_KEY}"}
                  - {model: third, base_url: "http://127.0.0.1:3/v1", api_key: written-out}
                actions: {mode: auto_safe}
                kubernetes: {context: production}
                """);
        Files.writeString(operator.env(), "OPENAI_API_KEY=k\nOTHER_KEY=o\nUNRELATED=u\nexport DISCORD_BOT_TOKEN=t\n");
        Home trial = new Home(directory.resolve("trial"));

        Subject subject = Subject.model(
                "small", operator, Map.of("DISCORD_BOT_TOKEN", "token", "LANG", "C"), Map.of(), directory);
        subject.configure(trial, new YAMLMapper().readTree("actions: {mode: 'off'}"));

        assertThat(subject.environment())
                .isEqualTo(Map.of("OPENAI_API_KEY", "k", "OTHER_KEY", "o", "EVAL_KEY_0", "written-out", "LANG", "C"));
        assertThat(new YAMLMapper().readTree(Files.readString(trial.config())))
                .isEqualTo(new YAMLMapper().readTree("""
                        model: {default: small, base_url: "http://127.0.0.1:1/v1", context_length: 8192}
                        fallback_providers:
                          - {model: other, base_url: "http://127.0.0.1:2/v1", api_key: "${ENV:OTHER_KEY}"}
                          - {model: third, base_url: "http://127.0.0.1:3/v1", api_key: "${ENV:EVAL_KEY_0}"}
                        actions: {mode: 'off'}
                        timezone: UTC
                        """));
        assertThat(Files.readString(trial.env())).doesNotContain("OPENAI_API_KEY=k", "OTHER_KEY", "UNRELATED");
    }

    @Test
    void prefersTheKeyOfTheProcess() throws IOException {
        Home operator = new Home(Files.createDirectories(directory.resolve("operator")));
        Files.writeString(operator.env(), "OPENAI_API_KEY=k\n");

        assertThat(Subject.model("small", operator, ENVIRONMENT, Map.of(), directory)
                        .environment())
                .containsEntry("OPENAI_API_KEY", "key");
    }

    @Test
    void asksNobodyWithoutAModel() {
        assertThat(Subject.withoutModel(ENVIRONMENT, directory).environment()).containsOnlyKeys("LANG");
    }
}
