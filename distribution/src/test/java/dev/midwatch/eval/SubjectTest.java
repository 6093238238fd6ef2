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
                actions: {mode: auto_safe}
                kubernetes: {context: production}
                """);
        Files.writeString(operator.env(), "OPENAI_API_KEY=k\nexport DISCORD_BOT_TOKEN=t\n");
        Home trial = new Home(directory.resolve("trial"));

        Subject subject = Subject.model("small", operator, ENVIRONMENT, Map.of(), directory);
        subject.configure(trial, new YAMLMapper().readTree("actions: {mode: 'off'}"));

        assertThat(subject.environment()).containsOnlyKeys("OPENAI_API_KEY", "LANG");
        assertThat(new YAMLMapper().readTree(Files.readString(trial.config())))
                .isEqualTo(new YAMLMapper().readTree("""
                        model: {default: small, base_url: "http://127.0.0.1:1/v1", context_length: 8192}
                        actions: {mode: 'off'}
                        timezone: UTC
                        """));
        assertThat(Files.readString(trial.env()).strip()).isEqualTo("OPENAI_API_KEY=k");
    }

    @Test
    void asksNobodyWithoutAModel() {
        assertThat(Subject.withoutModel(ENVIRONMENT, directory).environment()).containsOnlyKeys("LANG");
    }
}
