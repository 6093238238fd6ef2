package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigDefaultsTest {
    private final Config config = Settings.of("");

    @Test
    void anEmptyFileGivesTheDefaultsOfEverySection() {
        assertThat(config).usingRecursiveComparison().ignoringFields("sections").isEqualTo(Config.defaults());
    }

    @Test
    void runsWithoutAModel() {
        assertThat(config.model())
                .isEqualTo(new ModelConfig(
                        "openai-api",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "chat_completions",
                        Optional.empty(),
                        true,
                        ModelConfig.ToolCalls.AUTO));
        assertThat(config.model().present()).isFalse();
        assertThat(config.fallbackProviders()).isEmpty();
        ModelConfig.Other nothing = new ModelConfig.Other(
                "openai-api", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(config.auxiliary()).isEqualTo(new AuxiliaryConfig(nothing, nothing));
    }

    @Test
    void limitsRunsAndStopsLoops() {
        assertThat(config.agent()).isEqualTo(new AgentConfig(40, 600));
        assertThat(config.agent().runBudget()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.toolLoopGuardrails())
                .isEqualTo(new GuardrailsConfig(
                        true, true, new GuardrailsConfig.Limits(2, 2, 2, 2), new GuardrailsConfig.Limits(5, 8, 5, 4)));
        assertThat(config.budget()).isEqualTo(new BudgetConfig(200_000, 2_000_000));
    }

    @Test
    void keepsSessionsAndOutputsForAWhile() {
        assertThat(config.sessions()).isEqualTo(new SessionsConfig(true, 90));
        assertThat(config.cron()).isEqualTo(new CronConfig(true, 4, true, Duration.ofHours(24), 50));
        assertThat(config.timezone()).isEqualTo(ZoneId.systemDefault());
    }

    @Test
    void memoriesWaitForAPersonAndSkillsDoNot() {
        assertThat(config.memory()).isEqualTo(new MemoryConfig(true, true, true));
        assertThat(config.skills()).isEqualTo(new SkillsConfig(false));
    }

    @Test
    void serversAreOffAndOnLoopback() {
        assertThat(config.dashboard())
                .isEqualTo(new DashboardConfig(
                        false,
                        "127.0.0.1",
                        9119,
                        Optional.empty(),
                        List.of(),
                        Duration.ofHours(12),
                        new DashboardConfig.BasicAuth(
                                Optional.empty(), Optional.empty(), Optional.empty(), PeopleConfig.Rank.APPROVER),
                        OidcConfig.defaults()));
        assertThat(config.dashboard().oidc().issuer()).isEmpty();
        assertThat(config.dashboard().oidc().scopes()).containsExactly("openid", "profile", "email");
        assertThat(config.apiServer())
                .isEqualTo(new ApiServerConfig(false, Optional.empty(), Map.of(), "127.0.0.1", 8642, List.of()));
        assertThat(config.metrics()).isEqualTo(new MetricsConfig(false));
    }

    @Test
    void watchesTheWholeClusterAndProposesActions() {
        assertThat(config.kubernetes())
                .isEqualTo(new KubernetesConfig(
                        Optional.empty(), Optional.empty(), List.of(), List.of(), 5_000, 50, true));
        assertThat(config.findings())
                .isEqualTo(new FindingsConfig(Duration.ofHours(4), new FindingsConfig.Flap(4, Duration.ofHours(1))));
        assertThat(config.actions())
                .isEqualTo(new ActionsConfig(
                        ActionsConfig.Mode.PROPOSE,
                        List.of("kube-system"),
                        new ActionsConfig.Rate(2, 20),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        List.of(),
                        new ActionsConfig.Exec(false, List.of())));
    }

    @Test
    void speaksToNobodyElse() {
        assertThat(config.webhooks()).isEqualTo(Map.of());
        assertThat(config.watchdog()).isEqualTo(new WatchdogConfig(Optional.empty()));
        assertThat(config.plugins()).isEqualTo(new PluginsConfig(Optional.empty(), false, List.of()));
    }
}
