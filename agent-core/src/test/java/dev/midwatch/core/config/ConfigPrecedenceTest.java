package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigPrecedenceTest {
    private static final String FILE = "model:\n  base_url: https://file.example/v1\n  default: m\n";
    private static final String DOT_ENV = "OPENAI_BASE_URL=https://dotenv.example/v1\n";
    private static final Map<String, String> PROCESS = Map.of("OPENAI_BASE_URL", "https://process.example/v1");

    private static URI baseUrl(String yaml, Map<String, String> process, String dotEnv, Map<String, String> flags) {
        return Settings.of(yaml, process, dotEnv, flags).model().baseUrl().orElseThrow();
    }

    @Test
    void flagOverProcessOverDotEnvOverFile() {
        Map<String, String> flags = Map.of("model.base_url", "https://flag.example/v1");
        assertThat(baseUrl(FILE, PROCESS, DOT_ENV, flags)).hasHost("flag.example");
        assertThat(baseUrl(FILE, PROCESS, DOT_ENV, Map.of())).hasHost("process.example");
        assertThat(baseUrl(FILE, Map.of(), DOT_ENV, Map.of())).hasHost("dotenv.example");
        assertThat(baseUrl(FILE, Map.of(), "", Map.of())).hasHost("file.example");
    }

    @Test
    void whatNobodyFilledInIsRefusedByTheNameOfItsVariable() {
        Map<String, String> process = Map.of("DISCORD_BOT_TOKEN", "REPLACE-ME", "API_SERVER_KEY", "REPLACE-ME-TOO");

        assertThatThrownBy(() -> Settings.of("", process, "OPENAI_API_KEY=REPLACE-ME", Map.of()))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::path)
                                .containsExactly(
                                        "model.api_key (OPENAI_API_KEY)",
                                        "discord.bot_token (DISCORD_BOT_TOKEN)",
                                        "api_server.key (API_SERVER_KEY)"))
                .hasMessageContaining("placeholder")
                .hasMessageContaining("leave it empty for none");
    }

    @Test
    void anEmptyVariableIsNone() {
        assertThat(baseUrl(FILE, Map.of("OPENAI_BASE_URL", ""), "OPENAI_BASE_URL=", Map.of()))
                .hasHost("file.example");
    }

    @Test
    void ourOwnNameIsStrongerThanTheAliasOfTheSamePlace() {
        Config config = Settings.of(
                "",
                Map.of("HERMES_DASHBOARD_PORT", "9001", "HERMES_DASHBOARD", "1"),
                "MIDWATCH_DASHBOARD_PORT=9002",
                Map.of());
        assertThat(config.dashboard().port()).isEqualTo(9001);
        assertThat(config.dashboard().enabled()).isTrue();

        assertThat(Settings.of("", Map.of("HERMES_DASHBOARD_PORT", "1", "MIDWATCH_DASHBOARD_PORT", "2"), "", Map.of())
                        .dashboard()
                        .port())
                .isEqualTo(2);
    }

    @Test
    void referencesSeeTheWholeEnvironment() {
        Config config = Settings.of(
                "webhooks:\n  a:\n    url: https://example.org/${ENV:PART}/${ENV:OTHER}\n",
                Map.of("PART", "one"),
                "OTHER=two",
                Map.of());
        assertThat(config.webhooks().get("a").uri()).isEqualTo(URI.create("https://example.org/one/two"));
    }

    @Test
    void variablesReachAPluginsSection() {
        record Discord(String homeChannel, List<String> allowedUsers, List<String> allowedRoles) {}

        Config config = Settings.of(
                "discord:\n  home_channel: '1'\n  allowed_roles: [9]\n",
                Map.of("DISCORD_HOME_CHANNEL", "1234567890123456789", "DISCORD_ALLOWED_USERS", "11, 22"),
                "",
                Map.of());
        assertThat(config.sections().plugin("discord", Discord.class))
                .isEqualTo(new Discord("1234567890123456789", List.of("11", "22"), List.of("9")));
    }
}
