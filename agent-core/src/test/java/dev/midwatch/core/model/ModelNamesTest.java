package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.model.ModelClient.Answer;
import dev.midwatch.testkit.model.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelNamesTest {
    @ParameterizedTest
    @CsvSource({
        "gpt-4o-mini, gpt-4o-mini-2024-07-18",
        "openai/gpt-4o-mini, gpt-4o-mini",
        "claude-haiku, anthropic/claude-haiku-20251001",
        "qwen3, qwen3:latest",
        "qwen3, qwen3:8b",
        "Qwen/Qwen3-32B, qwen3-32b",
        "qwen3-32b-q4, /models/Qwen3-32B-Q4.gguf"
    })
    void areOfOneModelWithProviderTagOrDate(String asked, String answered) {
        assertThat(ModelNames.same(asked, answered)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"qwen3:32b, qwen3:8b", "gpt-4o, gpt-4o-mini", "big-model, small-model"})
    void areOfTwoModelsOtherwise(String asked, String answered) {
        assertThat(ModelNames.same(asked, answered)).isFalse();
    }

    @Test
    void billsTheModelThatWasAskedAndNamesTheOneThatAnswered() throws Exception {
        try (ModelFixture fixture = new ModelFixture()) {
            fixture.model.then(Step.replyAs("cheap-model", "ok")).then(Step.replyAs("test-model-2026-01-01", "ok"));

            Answer other = fixture.ask(ModelFixture.hello());
            Answer same = fixture.ask(ModelFixture.hello());

            assertThat(other.model()).isEqualTo("test-model");
            assertThat(other.answeredBy()).isEqualTo("cheap-model");
            assertThat(same.answeredBy()).isEqualTo("test-model");
        }
    }
}
