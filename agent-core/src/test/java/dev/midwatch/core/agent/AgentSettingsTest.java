package dev.midwatch.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.memory.MemorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentSettingsTest {
    @TempDir
    Path directory;

    @Test
    void hasNoModelByDefault() {
        AgentSettings settings = AgentSettings.of(Config.defaults());

        assertThat(settings.models()).isEmpty();
        assertThat(settings.compression()).isEmpty();
        assertThat(settings.titles()).isEmpty();
        assertThat(settings.limits().guard().stopAfter().exactFailure()).isEqualTo(5);
        assertThat(settings.memory().writeApproval()).isTrue();
    }

    @Test
    void takesEveryKeyOfItsOwn() throws IOException {
        AgentSettings settings = load("""
                model:
                  default: qwen
                  base_url: "http://models.test:4000/v1"
                  context_length: 8192
                fallback_providers:
                  - model: haiku
                  - model: other
                    base_url: "http://elsewhere.test/v1"
                    context_length: 4096
                auxiliary:
                  compression:
                    model: flash
                  title_generation:
                    base_url: "http://elsewhere.test/v1"
                agent:
                  max_turns: 7
                  run_budget_seconds: 90
                tool_loop_guardrails:
                  warnings_enabled: false
                  hard_stop_enabled: false
                  warn_after: {exact_failure: 3, same_tool_failure: 4, idempotent_no_progress: 5, repeated_cycle: 6}
                  hard_stop_after: {exact_failure: 7, same_tool_failure: 8, idempotent_no_progress: 9, repeated_cycle: 10}
                budget:
                  tokens_per_run: 1000
                  tokens_per_day: 2000
                memory:
                  memory_enabled: false
                  user_profile_enabled: false
                  write_approval: false
                """);

        assertThat(settings.compression()).get().hasToString("flash at http://models.test:4000/v1");
        assertThat(settings.titles()).get().hasToString("qwen at http://elsewhere.test/v1");
        assertThat(settings.models())
                .extracting(model ->
                        model.model() + " " + model.baseUrl() + " " + model.apiKey() + " " + model.contextLength())
                .containsExactly(
                        "qwen http://models.test:4000/v1 sk-test-key OptionalInt[8192]",
                        "haiku http://models.test:4000/v1 sk-test-key OptionalInt.empty",
                        "other http://elsewhere.test/v1  OptionalInt[4096]");
        assertThat(settings.limits())
                .isEqualTo(LoopSettings.DEFAULT
                        .maxTurns(7)
                        .runBudget(Duration.ofSeconds(90))
                        .tokensPerRun(1000)
                        .guard(new GuardSettings(
                                false,
                                false,
                                new GuardSettings.Limits(3, 4, 5, 6),
                                new GuardSettings.Limits(7, 8, 9, 10))));
        assertThat(settings.budget()).isEqualTo(new BudgetSettings(2000));
        assertThat(settings.memory()).isEqualTo(MemorySettings.of(false, false, false));
    }

    private AgentSettings load(String yaml) throws IOException {
        Home home = new Home(directory);
        Files.writeString(home.config(), yaml);
        return AgentSettings.of(ConfigLoader.load(home, Map.of("OPENAI_API_KEY", "sk-test-key"), Map.of()));
    }
}
