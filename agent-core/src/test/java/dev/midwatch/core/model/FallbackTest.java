package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.testkit.model.RecordedRequest;
import dev.midwatch.testkit.model.ScriptedModel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FallbackTest {
    private final ModelFixture fixture = new ModelFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void fallsBackInOrder() throws Exception {
        try (ScriptedModel second = ScriptedModel.start().status(404, "no such model");
                ScriptedModel third = ScriptedModel.start().reply("from the third")) {
            fixture.fallbacks = List.of(
                    ModelSettings.of(URI.create(second.baseUrl()), "", "second"),
                    ModelSettings.of(URI.create(third.baseUrl()), "", "third"));
            fixture.model.status(500).status(500).status(500).status(500);

            assertThat(text()).isEqualTo("from the third");
            assertThat(third.requests().get(0).model()).isEqualTo("third");
            assertThat(third.requests().get(0).authorized()).isFalse();
        }
    }

    @Test
    void prefersAFallbackToALongWait() throws Exception {
        try (ScriptedModel second = ScriptedModel.start().reply("at once")) {
            fixture.fallbacks = List.of(ModelSettings.of(URI.create(second.baseUrl()), "", "second"));
            fixture.model.status(429, Duration.ofSeconds(40));

            assertThat(text()).isEqualTo("at once");
            assertThat(fixture.pauses).isEmpty();
        }
    }

    @Test
    void asksTheModelOfTheJobAndThenTheFallbacksByTheirOwnNames() throws InterruptedException {
        fixture.instead = Optional.of("job-model");
        fixture.fallbacks = List.of(fixture.settings);
        fixture.model.status(400, "no such model").reply("ok");

        assertThat(text()).isEqualTo("ok");
        assertThat(fixture.model.requests())
                .extracting(RecordedRequest::model)
                .containsExactly("job-model", "test-model");
    }

    private String text() throws InterruptedException {
        return fixture.ask(ModelFixture.hello()).response().aiMessage().text();
    }
}
