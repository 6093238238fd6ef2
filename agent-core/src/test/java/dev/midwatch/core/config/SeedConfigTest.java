package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The configuration of somebody who moves in from another agent. */
class SeedConfigTest {
    private final Config config =
            Settings.of(Settings.resource("seed-config.yaml"), Map.of(), Settings.resource("seed.env"), Map.of());

    @Test
    void everyKeyHasItsEffect() {
        assertThat(config.model().name()).contains("claude-4.5-haiku");
        assertThat(config.model().baseUrl()).contains(URI.create("https://litellm.rogi.casa/v1"));
        assertThat(config.model().apiMode()).isEqualTo("chat_completions");
        assertThat(config.model().present()).isTrue();
        assertThat(config.auxiliary().compression().model()).contains("gemini-3-flash");
        assertThat(config.auxiliary().titleGeneration().model()).contains("gemini-3-flash");
        assertThat(config.toolLoopGuardrails().hardStopEnabled()).isTrue();
        assertThat(config.toolLoopGuardrails().hardStopAfter()).isEqualTo(new GuardrailsConfig.Limits(5, 8, 5, 4));
        assertThat(config.sessions()).isEqualTo(new SessionsConfig(true, 90));
        assertThat(config.cron().wrapResponse()).isFalse();
        assertThat(config.memory()).isEqualTo(new MemoryConfig(true, true, true));
    }

    @Test
    void everyVariableHasItsEffect() {
        record Discord(Secret botToken, String homeChannel) {}

        assertThat(config.model().apiKey().map(Secret::reveal)).contains("<LITELLM_API_KEY value, i.e. sk-...>");
        assertThat(config.dashboard().basicAuth().username()).contains("roger");
        assertThat(config.dashboard().basicAuth().password()).isEqualTo(Optional.of(new Secret("<strong password>")));
        assertThat(config.sections().plugin("discord", Discord.class))
                .isEqualTo(new Discord(new Secret("<new dedicated bot token>"), "<your user/channel id for alerts>"));
    }

    @Test
    void whatHasNoMeaningHereIsSaidInOneLine() {
        assertThat(config.sections().notices())
                .singleElement()
                .asString()
                .startsWith("config.yaml:15: terminal.* is accepted and has no effect");
        assertThat(config.sections().requireKnown(List.of("k8s")))
                .containsExactly("discord: has no effect, no plugin of that name is loaded");
    }
}
