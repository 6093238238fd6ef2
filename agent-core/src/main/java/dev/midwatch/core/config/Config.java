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
        @Description("The model that is asked.") ModelConfig model,

        @Description("Models asked in order when the one before gives no answer.")
        List<ModelConfig.Other> fallbackProviders,

        @Description(
                "Cheaper models for side work. A section that names a model or a server takes the rest from model; without either that work is done by rule and costs no token.")
        AuxiliaryConfig auxiliary,

        @Description("Hard limits of one run of the agent.") AgentConfig agent,

        @Description("When a model that goes round in circles is warned and stopped.")
        GuardrailsConfig toolLoopGuardrails,

        @Description("How long conversations are kept.") SessionsConfig sessions,
        @Description("Scheduled jobs.") CronConfig cron,
        @Description("What the model may remember.") MemoryConfig memory,
        @Description("Skills the model writes down.") SkillsConfig skills,

        @Description("In which schedules are meant and times are told.")
        ZoneId timezone,

        @Description("The web dashboard.") DashboardConfig dashboard,
        @Description("The gateway's own HTTP API.") ApiServerConfig apiServer,
        @Description("Access to the cluster.") KubernetesConfig kubernetes,
        @Description("When a finding is told.") FindingsConfig findings,
        @Description("What may be done to the cluster.") ActionsConfig actions,

        @Description("Tokens that may be spent; 0 means without limit.")
        BudgetConfig budget,

        @Description("Where webhook:<name> goes, by name.") Map<String, WebhookConfig> webhooks,
        @Description("Proof of watch for somebody else.") WatchdogConfig watchdog,
        @Description("Where plugins come from.") PluginsConfig plugins,
        @Description("Metrics for Prometheus.") MetricsConfig metrics,

        @Description(
                "A Prometheus, or what speaks like one, whose measurements are better evidence than the cluster's own. Without an address there is none.")
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
