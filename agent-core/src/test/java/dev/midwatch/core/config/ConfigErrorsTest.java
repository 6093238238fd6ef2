package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigErrorsTest {
    @Test
    void saysEverythingAtOnceWithFileLinePathAndHint() {
        List<Problem> problems = Settings.problems("""
                cron:
                  max_paralel_jobs: 3
                  output_retention: many
                timezone: Europe/Berln
                findings:
                  repeat_after: 4 hours
                actions:
                  mode: auto
                """);

        assertThat(problems)
                .containsExactly(
                        new Problem(
                                "config.yaml",
                                2,
                                "cron.max_paralel_jobs",
                                "unknown key",
                                "did you mean \"max_parallel_jobs\"?"),
                        new Problem(
                                "config.yaml",
                                3,
                                "cron.output_retention",
                                "\"many\" is not a whole number",
                                "for example 10"),
                        new Problem(
                                "config.yaml",
                                4,
                                "timezone",
                                "\"Europe/Berln\" is not a time zone",
                                "did you mean \"Europe/Berlin\"?"),
                        new Problem(
                                "config.yaml",
                                6,
                                "findings.repeat_after",
                                "\"4 hours\" is not a duration",
                                "for example 30s, 15m, 4h or 21d"),
                        new Problem(
                                "config.yaml",
                                8,
                                "actions.mode",
                                "\"auto\" is not known",
                                "one of: off, propose, auto_safe"));
    }

    @Test
    void aPrometheusIsAnAddressAndWhatItAsksFor() {
        assertThat(Settings.problems("prometheus: {url: \"prometheus:9090\"}"))
                .extracting(Problem::path)
                .containsExactly("prometheus.url");
        assertThat(Settings.problems("prometheus: {url: \"http://ann:test-secret@prometheus:9090\"}"))
                .containsExactly(new Problem(
                        "config.yaml", 1, "prometheus.url", "holds a password", "say it as username and password"));
        assertThat(Settings.problems("prometheus: {url: \"http://prometheus:9090/?token=test-secret\"}"))
                .containsExactly(new Problem(
                        "config.yaml", 1, "prometheus.url", "ends in a query", "only what comes before /api/v1/query"));
        assertThat(Settings.problems("prometheus: {url: \"http://prometheus:9090\", username: ann}"))
                .extracting(Problem::path)
                .containsExactly("prometheus.password");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agent: {max_turns: 0}|agent.max_turns: 0 is too small (at least 1)",
                "agent: {max_turns: 99999999999}|agent.max_turns: \"99999999999\" is not a number this setting can hold (at most 2147483647)",
                "agent: {max_turns: [1]}|agent.max_turns: is a list (wanted: a single value)",
                "agent: 7|agent: is one value (wanted: a mapping with the keys max_turns, run_budget_seconds)",
                "sessions: {auto_prune: maybe}|sessions.auto_prune: \"maybe\" is not true or false (true or false)",
                "kubernetes: {qps: fast}|kubernetes.qps: \"fast\" is not a number (for example 0.9 or 85)",
                "kubernetes: {namespaces: {a: b}}|kubernetes.namespaces: is a mapping (wanted: a list)",
                "model: {base_url: litellm/v1}|model.base_url: \"litellm/v1\" is not an address with scheme and host (for example https://example.org/v1)",
                "model: {base_url: 'wss://x.example'}|model.base_url: is not an http address (for example https://example.org/path)",
                "model: {provider: anthropic}|model.provider: \"anthropic\" is not known (one of: openai-api, openai, openai-compatible, custom)",
                "dashboard: {port: 70000}|dashboard.port: 70000 is not a port (0 to 65535)",
                "dashboard: {basic_auth: {username: me}}|dashboard.basic_auth.password: is missing (a username needs one)",
                "webhooks: {oncall: {format: slack}}|webhooks.oncall.url: is missing (for example https://example.org/hook)",
                "webhooks: {oncall: {url: nowhere}}|webhooks.oncall.url: is not an address with scheme and host (for example https://example.org/hook)",
                "webhooks: {oncall: {url: 'https://x.example', format: teams}}|webhooks.oncall.format: \"teams\" is not known (one of: json, slack, alertmanager)",
                "plugins: {require_signed: true}|plugins.trusted_certificates: is missing (require_signed needs at least one PEM file)",
                "findings: {flap: {within: 0s}}|findings.flap.within: must be longer than nothing (for example 10m)",
                "fallback_providers: [{modle: x}]|fallback_providers[0].modle: unknown key (did you mean \"model\"?)",
            })
    void saysWhatIsWrongWithOneValue(String yaml, String expected) {
        assertThat(Settings.problems(yaml)).extracting(Problem::toString).containsExactly("config.yaml:1: " + expected);
    }

    @Test
    void aValueRefusedByItsRecordDoesNotHideTheNext() {
        assertThat(Settings.problems("agent:\n  max_turns: 0\n  run_budget_seconds: -1\n"))
                .extracting(Problem::line)
                .containsExactly(2, 3);
    }

    @Test
    void anEmptyTextIsNoValue() {
        assertThat(Settings.of("timezone: ''\nmodel: {base_url: '', default: ''}\nkubernetes: {namespaces: ''}\n"))
                .usingRecursiveComparison()
                .ignoringFields("sections")
                .isEqualTo(Config.defaults());
    }

    @Test
    void saysWhereTheFileStopsBeingYaml() {
        assertThat(Settings.problems("model:\n  default: a\n\tbase_url: b\n"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(3);
                    assertThat(problem.message()).startsWith("is not YAML, at column 1: ");
                });
        assertThat(Settings.problems("[1, 2]"))
                .extracting(Problem::message)
                .containsExactly("is not a mapping of keys to values");
    }

    @Test
    void namesAKeyThatStandsThereTwice() {
        assertThat(Settings.problems("agent:\n  max_turns: 3\nagent:\n  max_turns: 4\n"))
                .containsExactly(
                        new Problem("config.yaml", 3, "agent", "stands here a second time", "first in line 1"));
    }

    @Test
    void refusesAnAliasThatContainsItself() {
        assertThat(Settings.problems("agent: &a\n  max_turns: *a\n"))
                .extracting(Problem::message)
                .contains("an alias points at what it stands in");
    }

    @Test
    void namesTheVariableThatIsWrong() {
        assertThatThrownBy(() ->
                        Settings.of("", Map.of("API_SERVER_PORT", "http"), "MIDWATCH_DASHBOARD=perhaps", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        ".env:1: dashboard.enabled (MIDWATCH_DASHBOARD): \"perhaps\" is not true or false")
                .hasMessageContaining("environment: api_server.port (API_SERVER_PORT): \"http\" is not a whole number");
    }

    @Test
    void namesAReferenceToNothingAndALineThatIsNone() {
        assertThatThrownBy(() ->
                        Settings.of("model:\n  default: ${ENV:NOT_THERE}\n", Map.of(), "this is nothing", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("config.yaml:2: ${ENV:NOT_THERE} refers to a variable that is not set")
                .hasMessageContaining(".env:1: is not a line of the form NAME=value");
    }

    @Test
    void aTopLevelKeyThatBelongsToNobodyIsNamedOncePluginsAreKnown() {
        Config config = Settings.of("acme: {}\nmodle: {}\n");

        assertThatThrownBy(() -> config.sections().requireKnown(List.of("acme")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("config.yaml:2: modle: unknown key (did you mean \"model\"?)");
        assertThat(Settings.of("acme: {}").sections().requireKnown(List.of("acme")))
                .isEmpty();
    }
}
