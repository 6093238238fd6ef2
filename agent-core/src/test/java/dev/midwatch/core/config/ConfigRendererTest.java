package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigRendererTest {
    @Test
    void saysWhereEachValueComesFrom() {
        String shown = ConfigRenderer.render(Settings.of(
                "model:\n  default: qwen3:8b\n",
                Map.of("OPENAI_BASE_URL", "https://example.org/v1"),
                "MIDWATCH_DASHBOARD_PORT=9200",
                Map.of("kubernetes.context", "home")));
        assertThat(shown)
                .contains("  default: \"qwen3:8b\"  # file line 2\n")
                .contains("  base_url: \"https://example.org/v1\"  # env OPENAI_BASE_URL\n")
                .contains("  port: 9200  # .env MIDWATCH_DASHBOARD_PORT\n")
                .contains("  context: home  # flag --context\n")
                .contains("  repeat_after: 4h  # default\n");
    }

    @Test
    void masksSecretsInOwnAndForeignSections() {
        Config config = Settings.of(
                Settings.resource("full-config.yaml")
                        + "discord:\n  bot_token: test-token\n  nested: {secret: test-x}\n",
                Map.of(),
                "",
                Map.of());
        assertThat(ConfigRenderer.render(config)).doesNotContain("test-").contains("bot_token: \"********\"");
        assertThat(config.toString()).doesNotContain("test-");
    }

    @Test
    void showsAReferenceAsItIsWritten() {
        Config config = Settings.of(
                "acme:\n  address: https://example.org/${ENV:PART}\nkubernetes:\n  context: ${ENV:PART}\n",
                Map.of("PART", "hidden"),
                "",
                Map.of());
        assertThat(ConfigRenderer.render(config))
                .doesNotContain("hidden")
                .contains("address: \"https://example.org/${ENV:PART}\"")
                .contains("context: \"${ENV:PART}\"");
    }

    @Test
    void whatItShowsLoadsToTheSameSet() {
        String full = Settings.resource("full-config.yaml")
                + "checks:\n  a:\n    enabled: true\n    overrides: [{namespace: b, labels: {c: d}}]\n";
        Config config = Settings.of(full);
        String shown = ConfigRenderer.render(config)
                .replaceAll("api_key: \"\\*+\"", "api_key: test-key")
                .replaceAll("url: \"\\*+\"", "url: https://example.org/hook");
        Config again = Settings.of(shown);
        assertThat(again.actions()).isEqualTo(config.actions());
        assertThat(again.kubernetes()).isEqualTo(config.kubernetes());
        assertThat(again.findings()).isEqualTo(config.findings());
        assertThat(again.toolLoopGuardrails()).isEqualTo(config.toolLoopGuardrails());
        assertThat(again.sections().checks().at(List.of("a", "overrides"))).isPresent();
    }
}
