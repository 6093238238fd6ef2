package dev.midwatch.core.config;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that can be set, with its defaults.
 *
 * @param sections what cannot be judged before the plugins are loaded: checks and plugins' own sections
 */
public record Config(
        ModelConfig model,
        List<ModelConfig.Other> fallbackProviders,
        AuxiliaryConfig auxiliary,
        AgentConfig agent,
        GuardrailsConfig toolLoopGuardrails,
        SessionsConfig sessions,
        CronConfig cron,
        MemoryConfig memory,
        SkillsConfig skills,
        ZoneId timezone,
        DashboardConfig dashboard,
        ApiServerConfig apiServer,
        KubernetesConfig kubernetes,
        FindingsConfig findings,
        ActionsConfig actions,
        BudgetConfig budget,
        Map<String, WebhookConfig> webhooks,
        WatchdogConfig watchdog,
        PluginsConfig plugins,
        MetricsConfig metrics,
        PrometheusConfig prometheus,
        ConfigSections sections) {
    public static Config defaults() {
        return new Config(
                ModelConfig.defaults(),
                List.of(),
                AuxiliaryConfig.defaults(),
                AgentConfig.defaults(),
                GuardrailsConfig.defaults(),
                SessionsConfig.defaults(),
                CronConfig.defaults(),
                MemoryConfig.defaults(),
                SkillsConfig.defaults(),
                ZoneId.systemDefault(),
                DashboardConfig.defaults(),
                ApiServerConfig.defaults(),
                KubernetesConfig.defaults(),
                FindingsConfig.defaults(),
                ActionsConfig.defaults(),
                BudgetConfig.defaults(),
                Map.of(),
                WatchdogConfig.defaults(),
                PluginsConfig.defaults(),
                MetricsConfig.defaults(),
                PrometheusConfig.defaults(),
                ConfigSections.NONE);
    }

    public Config {
        fallbackProviders = List.copyOf(fallbackProviders);
        Objects.requireNonNull(timezone, "timezone");
        webhooks = Map.copyOf(webhooks);
        Objects.requireNonNull(sections, "sections");
    }
}
