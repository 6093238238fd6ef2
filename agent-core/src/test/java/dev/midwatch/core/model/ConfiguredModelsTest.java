package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.config.ModelConfig.ToolCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfiguredModelsTest {
    @TempDir
    Path directory;

    @Test
    void givesEachModelItsOwnKeyAndContext() throws IOException {
        ConfiguredModels models = load("""
                model:
                  default: qwen
                  base_url: "http://models.test:4000/v1"
                  context_length: 8192
                  streaming: false
                  tool_calls: text
                fallback_providers:
                  - model: haiku
                    context_length: 100000
                  - model: other
                    base_url: "http://elsewhere.test/v1"
                    api_key: sk-other
                auxiliary:
                  compression: {model: small, context_length: 4096}
                """);

        assertThat(models.main())
                .extracting(model -> model + " " + model.apiKey() + " " + model.contextLength())
                .containsExactly(
                        "qwen at http://models.test:4000/v1 sk-test-key OptionalInt[8192]",
                        "haiku at http://models.test:4000/v1 sk-test-key OptionalInt[100000]",
                        "other at http://elsewhere.test/v1 sk-other OptionalInt.empty");
        assertThat(models.main()).allSatisfy(model -> {
            assertThat(model.streaming()).isFalse();
            assertThat(model.toolCalls()).isEqualTo(ToolCalls.TEXT);
        });
        assertThat(models.compression()).hasValueSatisfying(small -> {
            assertThat(small).hasToString("small at http://models.test:4000/v1");
            assertThat(small.contextLength()).hasValue(4_096);
        });
        assertThat(models.titles()).isEmpty();
    }

    @Test
    void isEmptyWithoutAModel() {
        assertThat(ConfiguredModels.of(Config.defaults()).main()).isEmpty();
        assertThat(ConfiguredModels.of(Config.defaults()).titles()).isEmpty();
    }

    private ConfiguredModels load(String yaml) throws IOException {
        Home home = new Home(directory);
        Files.writeString(home.config(), yaml);
        return ConfiguredModels.of(ConfigLoader.load(home, Map.of("OPENAI_API_KEY", "sk-test-key"), Map.of()));
    }
}
