package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.midwatch.core.model.ModelException.Kind;
import dev.midwatch.testkit.model.ScriptedModel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContextLengthTest {
    private final ModelFixture fixture = new ModelFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/models|{\"data\":[{\"id\":\"other\",\"max_model_len\":1},{\"id\":\"test-model\",\"max_model_len\":16384}]}",
                "/v1/models|{\"data\":[{\"id\":\"test-model\",\"context_length\":2047,\"max_model_len\":16384}]}",
                "/v1/models|{\"data\":[{\"id\":\"vendor/test-model\",\"context_length\":16384},{\"id\":\"other\"}]}",
                "/v1/models|{\"data\":[{\"id\":\"/models/some.gguf\",\"meta\":{\"n_ctx_train\":131072,\"n_ctx\":16384}}]}",
                "/props|{\"default_generation_settings\":{\"n_ctx\":16384}}",
                "/model/info|{\"data\":[{\"model_name\":\"test-model\",\"model_info\":{\"max_input_tokens\":16384}}]}",
                "/api/ps|{\"models\":[{\"model\":\"test-model:latest\",\"context_length\":16384}]}",
                "/api/show|{\"parameters\":\"stop x\\nnum_ctx   16384\",\"model_info\":{\"q.context_length\":262144}}",
                "/api/show|{\"model_info\":{\"q.context_length\":16384}}",
                "/api/v0/models|{\"data\":[{\"id\":\"test-model\",\"max_context_length\":9,\"loaded_context_length\":16384}]}"
            })
    void asksTheServer(String path, String document) {
        fixture.model.telling(path, document);

        try (ModelClient client = fixture.client()) {
            assertThat(client.contextLength()).isEqualTo(16_384);
            List<String> asked = fixture.model.asked();
            assertThat(client.contextLength()).isEqualTo(16_384);
            assertThat(fixture.model.asked()).isEqualTo(asked).contains(path);
        }
    }

    @Test
    void believesTheConfigurationAndAsksNobody() {
        fixture.settings = fixture.settings.contextLength(8_192);
        fixture.model.telling("/props", "{\"default_generation_settings\":{\"n_ctx\":16384}}");

        try (ModelClient client = fixture.client()) {
            assertThat(client.contextLength()).isEqualTo(8_192);
        }
        assertThat(fixture.model.asked()).isEmpty();
    }

    @Test
    void guessesWhereNobodyTells() throws Exception {
        fixture.model
                .telling("/v1/models", "{\"data\":[{\"id\":\"test-model\"}]}")
                .reply("ok");

        try (ModelClient client = fixture.client()) {
            assertThat(client.contextLength()).isEqualTo(32_768);
            fixture.ask(client, ModelFixture.hello());
        }
        assertThat(fixture.model.asked()).doesNotHaveDuplicates();
    }

    @Test
    void asksAgainOnceTheModelIsLoaded() throws Exception {
        fixture.model
                .telling("/api/show", "{\"model_info\":{\"q.context_length\":262144}}")
                .reply("ok");

        try (ModelClient client = fixture.client()) {
            assertThat(client.contextLength()).isEqualTo(32_768);
            fixture.model.telling("/api/ps", "{\"models\":[{\"model\":\"test-model\",\"context_length\":4096}]}");
            fixture.ask(client, ModelFixture.hello());
            assertThat(client.contextLength()).isEqualTo(4_096);
        }
    }

    @Test
    void guessesWhereNobodyIsThere() {
        fixture.model.close();

        try (ModelClient client = fixture.client()) {
            assertThat(client.contextLength()).isEqualTo(32_768);
        }
    }

    @Test
    void isThatOfTheModelInUse() throws Exception {
        try (ScriptedModel second = ScriptedModel.start().reply("from the second")) {
            fixture.settings = fixture.settings.contextLength(32_768);
            fixture.fallbacks = List.of(ModelFixture.settings(second).contextLength(8_192));
            fixture.model.status(401).reply("from the first");

            try (ModelClient client = fixture.client()) {
                assertThat(client.contextLength()).isEqualTo(32_768);
                fixture.ask(client, ModelFixture.hello());
                assertThat(client.contextLength()).isEqualTo(8_192);
                fixture.ask(client, ModelFixture.hello());
                assertThat(client.contextLength()).isEqualTo(32_768);
            }
        }
    }

    @Test
    void sendsTheFirstModelNothingThatWasMadeToFitItsFallback() throws Exception {
        ChatRequest longOne = ChatRequest.builder()
                .messages(UserMessage.from("word ".repeat(9_000)))
                .build();
        try (ScriptedModel second = ScriptedModel.start().reply("short").reply("long")) {
            fixture.settings = fixture.settings.contextLength(8_192);
            fixture.fallbacks = List.of(ModelFixture.settings(second).contextLength(32_768));
            fixture.model.status(401).reply("cut without a word");

            try (ModelClient client = fixture.client()) {
                fixture.ask(client, ModelFixture.hello());
                assertThat(client.contextLength()).isEqualTo(32_768);
                assertThat(fixture.ask(client, longOne).response().aiMessage().text())
                        .isEqualTo("long");
                assertThat(client.contextLength()).isEqualTo(32_768);
            }
            assertThat(fixture.model.requests()).hasSize(1);
        }
    }

    @Test
    void doesNotTakeTheContextOfOneModelForThatOfAnother() {
        fixture.settings = fixture.settings.contextLength(8_192);

        assertThat(fixture.settings.model("another").contextLength()).isEmpty();
        assertThat(fixture.settings.model("test-model").contextLength()).hasValue(8_192);
    }

    @Test
    void passesOverAModelThatCannotHoldTheRequestAndSaysHowLongOneMayBe() throws Exception {
        ChatRequest longOne = ChatRequest.builder()
                .messages(UserMessage.from("word ".repeat(9_000)))
                .build();
        try (ScriptedModel second = ScriptedModel.start();
                ScriptedModel third = ScriptedModel.start().status(401)) {
            fixture.settings = fixture.settings.contextLength(32_768);
            fixture.fallbacks = List.of(
                    ModelFixture.settings(second).contextLength(8_192),
                    ModelFixture.settings(third).contextLength(32_768));
            fixture.model.status(401);

            try (ModelClient client = fixture.client()) {
                ModelException failed = org.assertj.core.api.Assertions.catchThrowableOfType(
                        ModelException.class, () -> fixture.ask(client, longOne));
                assertThat(failed.kind()).isEqualTo(Kind.TOO_LONG);
                assertThat(failed).hasMessageContaining("8192");
                assertThat(client.contextLength()).isEqualTo(8_192);
            }
            assertThat(second.requests()).isEmpty();
            assertThat(third.requests()).hasSize(1);
        }
    }
}
