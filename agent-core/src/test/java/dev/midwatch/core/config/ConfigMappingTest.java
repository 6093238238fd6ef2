package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.config.PeopleConfig.Rank;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigMappingTest {
    private final Config config = Settings.of(Settings.resource("full-config.yaml"));

    @Test
    void theFullFileLeavesNoValueAtItsDefault() {
        List<String> same = new ArrayList<>();
        collectSame(config, Config.defaults(), "", same);
        assertThat(same)
                .containsExactlyInAnyOrder(
                        "model.api_mode", "auxiliary.compression.provider", "auxiliary.title_generation.provider");
    }

    private static void collectSame(Object value, Object byDefault, String path, List<String> same) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object mine = RecordShape.valueOf(component, value);
            Object theirs = RecordShape.valueOf(component, byDefault);
            String key = path + RecordShape.key(component);
            if (mine instanceof Record) {
                collectSame(mine, theirs, key + ".", same);
            } else if (mine.equals(theirs)) {
                same.add(key);
            }
        }
    }

    @Test
    void readsModels() {
        assertThat(config.model())
                .isEqualTo(new ModelConfig(
                        "custom",
                        Optional.of("qwen3:8b"),
                        Optional.of(URI.create("http://localhost:11434/v1")),
                        Optional.of(new Secret("test-model-key")),
                        "chat_completions",
                        Optional.of(16_384),
                        false,
                        ModelConfig.ToolCalls.TEXT));
        assertThat(config.model().present()).isTrue();
        assertThat(config.fallbackProviders())
                .containsExactly(other("openai", "other", "https://example.org/v1", "test-fallback-key", 4_096));
        assertThat(config.auxiliary())
                .isEqualTo(new AuxiliaryConfig(
                        other("openai-api", "small", "https://example.org/small", "test-small-key", 8_192),
                        other("openai-api", "tiny", "https://example.org/tiny", "test-tiny-key", 2_048)));
    }

    private static ModelConfig.Other other(String provider, String model, String url, String key, int context) {
        return new ModelConfig.Other(
                provider,
                Optional.of(model),
                Optional.of(URI.create(url)),
                Optional.of(new Secret(key)),
                Optional.of(context));
    }

    @Test
    void readsLimits() {
        assertThat(config.agent()).isEqualTo(new AgentConfig(12, 90));
        assertThat(config.toolLoopGuardrails())
                .isEqualTo(new GuardrailsConfig(
                        false,
                        false,
                        new GuardrailsConfig.Limits(3, 4, 5, 6),
                        new GuardrailsConfig.Limits(7, 9, 10, 11)));
        assertThat(config.budget()).isEqualTo(new BudgetConfig(1000, 5_000_000_000L));
    }

    @Test
    void readsWhatIsKeptAndWhen() {
        assertThat(config.sessions()).isEqualTo(new SessionsConfig(false, 7));
        assertThat(config.cron()).isEqualTo(new CronConfig(false, 2, false, Duration.ofHours(6), 10));
        assertThat(config.memory()).isEqualTo(new MemoryConfig(false, false, false));
        assertThat(config.skills()).isEqualTo(new SkillsConfig(true));
        assertThat(config.timezone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void readsServers() {
        assertThat(config.dashboard())
                .isEqualTo(new DashboardConfig(
                        true,
                        "0.0.0.0",
                        9200,
                        Optional.of(URI.create("https://midwatch.example.org")),
                        List.of("10.42.0.0/16"),
                        Duration.ofHours(8),
                        new DashboardConfig.BasicAuth(
                                Optional.of("roger"),
                                Optional.of(new Secret("test-password")),
                                Optional.of(new Secret("test-cookie-secret")),
                                Rank.OPERATOR),
                        new OidcConfig(
                                Optional.of(URI.create("https://id.example.org")),
                                Optional.of("midwatch"),
                                Optional.of(new Secret("test-client-secret")),
                                List.of("openid", "groups"),
                                "roles",
                                Map.of("u-17", Rank.VIEWER),
                                Map.of("roger@example.org", Rank.APPROVER),
                                Map.of("ops", Rank.OPERATOR))));
        assertThat(config.apiServer())
                .isEqualTo(new ApiServerConfig(
                        true,
                        Optional.of(new Secret("test-api-key")),
                        Map.of("ci", new ApiServerConfig.NamedKey(new Secret("test-key-of-ci"), Rank.OPERATOR)),
                        "0.0.0.0",
                        8700,
                        List.of("::1")));
        assertThat(config.metrics()).isEqualTo(new MetricsConfig(true));
    }

    @Test
    void readsTheClusterAndWhatMayBeDoneToIt() {
        assertThat(config.kubernetes())
                .isEqualTo(new KubernetesConfig(
                        Optional.of(Path.of("some/kubeconfig")),
                        Optional.of("home"),
                        List.of("shop", "web"),
                        List.of("noise"),
                        250,
                        7.5,
                        false));
        assertThat(config.findings())
                .isEqualTo(new FindingsConfig(Duration.ofHours(2), new FindingsConfig.Flap(6, Duration.ofMinutes(30))));
        assertThat(config.actions())
                .isEqualTo(new ActionsConfig(
                        ActionsConfig.Mode.OFF,
                        List.of("kube-system", "argocd"),
                        new ActionsConfig.Rate(1, 5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        List.of(new ActionsConfig.Rule(
                                "rollout_restart", "shop-*", Map.of("tier", "web"), ActionsConfig.Verdict.RUN)),
                        new ActionsConfig.Exec(true, List.of("df -h *", "nginx -t"))));
    }

    @Test
    void aRuleFitsByNamePatternAndLabels() {
        ActionsConfig.Rule rule = config.actions().rules().get(0);
        assertThat(rule.fits("rollout_restart", "shop-eu", Map.of("tier", "web", "app", "cart")))
                .isTrue();
        assertThat(rule.fits("rollout_restart", "shop", Map.of("tier", "web"))).isFalse();
        assertThat(rule.fits("rollout_restart", "shop-eu", Map.of("tier", "db")))
                .isFalse();
        assertThat(rule.fits("delete_pod", "shop-eu", Map.of("tier", "web"))).isFalse();
    }

    @Test
    void readsWhereMessagesGoAndWherePluginsComeFrom() {
        assertThat(config.webhooks())
                .isEqualTo(Map.of(
                        "oncall",
                        new WebhookConfig(
                                new Secret("https://example.org/hook/test-path"), WebhookConfig.Format.SLACK)));
        assertThat(config.watchdog())
                .isEqualTo(new WatchdogConfig(Optional.of(URI.create("https://example.org/ping"))));
        assertThat(config.plugins())
                .isEqualTo(new PluginsConfig(Optional.of(Path.of("more/plugins")), true, List.of(Path.of("team.pem"))));
    }

    @Test
    void readsThePrometheus() {
        PrometheusConfig prometheus = config.prometheus();
        assertThat(prometheus.url()).contains(URI.create("http://prometheus.monitoring.svc:9090"));
        assertThat(prometheus.token().map(Secret::reveal)).contains("test-token-of-prometheus");
        assertThat(prometheus.username()).contains("watch");
        assertThat(prometheus.password().map(Secret::reveal)).contains("test-password");
        assertThat(prometheus.toString()).doesNotContain("test-token", "test-password");
    }
}
