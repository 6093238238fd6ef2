package dev.midwatch.core.model;

import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.ModelConfig;
import dev.midwatch.core.config.ModelConfig.Other;
import dev.midwatch.core.config.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The models that the configuration names.
 *
 * @param main        the model and its fallbacks, in order; empty: Midwatch runs without a model
 * @param compression for summing conversations up, where one is named for it
 * @param titles      for naming conversations, where one is named for it
 */
public record ConfiguredModels(
        List<ModelSettings> main, Optional<ModelSettings> compression, Optional<ModelSettings> titles) {
    public ConfiguredModels {
        main = List.copyOf(main);
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(titles, "titles");
    }

    public static ConfiguredModels of(Config config) {
        ModelConfig first = config.model();
        List<ModelSettings> main = new ArrayList<>();
        Other itself =
                new Other(first.provider(), first.name(), first.baseUrl(), first.apiKey(), first.contextLength());
        settings(first, itself).ifPresent(main::add);
        config.fallbackProviders().forEach(other -> settings(first, other).ifPresent(main::add));
        return new ConfiguredModels(
                main,
                side(first, config.auxiliary().compression()),
                side(first, config.auxiliary().titleGeneration()));
    }

    /** Only where one is named: side work is not worth the big model's time. */
    private static Optional<ModelSettings> side(ModelConfig first, Other other) {
        return other.model().isPresent() || other.baseUrl().isPresent() ? settings(first, other) : Optional.empty();
    }

    private static Optional<ModelSettings> settings(ModelConfig first, Other other) {
        Optional<URI> baseUrl = other.baseUrl().or(first::baseUrl);
        Optional<String> name = other.model().or(first::name);
        if (baseUrl.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Secret> key = other.apiKey().or(() -> sameServer(baseUrl, first) ? first.apiKey() : Optional.empty());
        boolean sameModel = baseUrl.equals(first.baseUrl()) && name.equals(first.name());
        Optional<Integer> context =
                other.contextLength().or(() -> sameModel ? first.contextLength() : Optional.empty());
        return Optional.of(new ModelSettings(
                other.provider(),
                baseUrl.get(),
                key.map(Secret::reveal).orElse(""),
                name.get(),
                context.map(OptionalInt::of).orElse(OptionalInt.empty()),
                ModelSettings.DEFAULT_DEADLINE,
                first.streaming(),
                first.toolCalls()));
    }

    /** A key goes to the server it was made for and to no other. */
    private static boolean sameServer(Optional<URI> baseUrl, ModelConfig first) {
        return baseUrl.map(URI::getAuthority).equals(first.baseUrl().map(URI::getAuthority));
    }
}
