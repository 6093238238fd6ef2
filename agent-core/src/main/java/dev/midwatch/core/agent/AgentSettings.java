package dev.midwatch.core.agent;

import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.GuardrailsConfig;
import dev.midwatch.core.config.ModelConfig;
import dev.midwatch.core.config.Secret;
import dev.midwatch.core.memory.MemorySettings;
import dev.midwatch.core.model.ModelSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What this package takes from the configuration.
 *
 * @param models      the model and its fallbacks, in order; empty: Midwatch runs without a model
 * @param compression sums up long conversations; empty: that is done by rule
 * @param titles      names conversations; empty: their first words do
 */
public record AgentSettings(
        List<ModelSettings> models,
        Optional<ModelSettings> compression,
        Optional<ModelSettings> titles,
        LoopSettings limits,
        BudgetSettings budget,
        MemorySettings memory) {
    public AgentSettings {
        models = List.copyOf(models);
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(titles, "titles");
    }

    public static AgentSettings of(Config config) {
        LoopSettings usual = LoopSettings.DEFAULT;
        LoopSettings limits = new LoopSettings(
                config.agent().maxTurns(),
                usual.maxToolCalls(),
                config.agent().runBudget(),
                config.budget().tokensPerRun(),
                usual.resultCharacters(),
                guard(config.toolLoopGuardrails()));
        return new AgentSettings(
                models(config),
                side(config.auxiliary().compression(), config.model()),
                side(config.auxiliary().titleGeneration(), config.model()),
                limits,
                new BudgetSettings(config.budget().tokensPerDay()),
                MemorySettings.of(
                        config.memory().memoryEnabled(),
                        config.memory().userProfileEnabled(),
                        config.memory().writeApproval()));
    }

    private static List<ModelSettings> models(Config config) {
        ModelConfig first = config.model();
        List<ModelSettings> models = new ArrayList<>();
        model(first.provider(), first.baseUrl(), first.apiKey(), first.name(), first)
                .ifPresent(models::add);
        config.fallbackProviders().forEach(other -> other(other, first).ifPresent(models::add));
        return models;
    }

    /** Only where one is named: side work is not worth the big model's time. */
    private static Optional<ModelSettings> side(ModelConfig.Other other, ModelConfig first) {
        return other.model().isPresent() || other.baseUrl().isPresent() ? other(other, first) : Optional.empty();
    }

    private static Optional<ModelSettings> other(ModelConfig.Other other, ModelConfig first) {
        Optional<URI> baseUrl = other.baseUrl().or(first::baseUrl);
        Optional<Secret> key = other.apiKey().or(() -> sameServer(baseUrl, first) ? first.apiKey() : Optional.empty());
        return model(other.provider(), baseUrl, key, other.model().or(first::name), first);
    }

    private static Optional<ModelSettings> model(
            String provider, Optional<URI> baseUrl, Optional<Secret> key, Optional<String> name, ModelConfig first) {
        return baseUrl.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new ModelSettings(
                        provider,
                        baseUrl.get(),
                        key.map(Secret::reveal).orElse(""),
                        name.get(),
                        first.contextLength(),
                        ModelSettings.DEFAULT_DEADLINE));
    }

    /** A key goes to the server it was made for and to no other. */
    private static boolean sameServer(Optional<URI> baseUrl, ModelConfig first) {
        return baseUrl.map(URI::getAuthority).equals(first.baseUrl().map(URI::getAuthority));
    }

    private static GuardSettings guard(GuardrailsConfig config) {
        return new GuardSettings(
                config.warningsEnabled(),
                config.hardStopEnabled(),
                limits(config.warnAfter()),
                limits(config.hardStopAfter()));
    }

    private static GuardSettings.Limits limits(GuardrailsConfig.Limits limits) {
        return new GuardSettings.Limits(
                limits.exactFailure(), limits.sameToolFailure(), limits.idempotentNoProgress(), limits.repeatedCycle());
    }
}
