package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.text.PlainText;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
    @Test
    void findsEverySecretWhereverItStands() {
        Config config = Settings.of(
                """
                model: {default: small, base_url: "http://127.0.0.1:1/v1"}
                fallback_providers:
                  - {provider: custom, model: other, base_url: "http://127.0.0.1:2/v1", api_key: test-fallback-key}
                webhooks:
                  ops: {url: "http://127.0.0.1:3/test-hook-token", format: json}
                """, Map.of("API_SERVER_KEY", "test-server-key"), "OPENAI_API_KEY=test-model-key", Map.of());
        assertThat(Secrets.in(config))
                .containsExactlyInAnyOrder(
                        "test-model-key", "test-fallback-key", "test-server-key", "http://127.0.0.1:3/test-hook-token");
    }

    @Test
    void findsThoseOfPluginsByTheirNames() {
        Config config = Settings.of("""
                discord:
                  bot_token: ${ENV:CHAT_TOKEN}
                  home_channel: "5551"
                  allowed_users: [123456789]
                acme:
                  inner: {password: test-acme-password, name: test-acme-name}
                  others: [{api_key: test-acme-key}]
                """, Map.of("CHAT_TOKEN", "test-bot-token-1"), "", Map.of());
        assertThat(Secrets.in(config))
                .containsExactlyInAnyOrder("test-bot-token-1", "test-acme-password", "test-acme-key");
    }

    @Test
    void thoseOfPluginsAreHiddenFromTheMomentTheyAreRead() {
        Settings.of("", Map.of("DISCORD_BOT_TOKEN", "orchid-violin-9931"), "", Map.of());
        assertThat(PlainText.ofProcess().of("logged in with orchid-violin-9931"))
                .isEqualTo("logged in with [redacted]");
    }

    @Test
    void findsNoneWhereNoneIsSet() {
        assertThat(Secrets.in(Config.defaults())).isEmpty();
    }
}
