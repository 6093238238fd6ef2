package dev.midwatch.core.agent;

import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.GuardrailsConfig;
import dev.midwatch.core.memory.MemorySettings;
import dev.midwatch.core.model.ConfiguredModels;
import dev.midwatch.core.model.ModelSettings;
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
        ConfiguredModels models = ConfiguredModels.of(config);
        return new AgentSettings(
                models.main(),
                models.compression(),
                models.titles(),
                limits,
                new BudgetSettings(config.budget().tokensPerDay()),
                MemorySettings.of(
                        config.memory().memoryEnabled(),
                        config.memory().userProfileEnabled(),
                        config.memory().writeApproval()));
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
