package dev.midwatch.core.model;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * One OpenAI-compatible endpoint and the model to ask there.
 *
 * @param baseUrl       up to and with {@code /v1}
 * @param apiKey        empty for a server that wants none; never logged
 * @param contextLength how many tokens the model can hold
 * @param deadline      for one call, from the request to the last byte of the answer
 */
public record ModelSettings(
        String provider, URI baseUrl, String apiKey, String model, int contextLength, Duration deadline) {
    public static final int DEFAULT_CONTEXT_LENGTH = 32_768;
    public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(3);

    public ModelSettings {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(apiKey, "apiKey");
        if (baseUrl.getScheme() == null || !baseUrl.getScheme().matches("https?") || baseUrl.getHost() == null) {
            throw new IllegalArgumentException("model base URL " + baseUrl + ": http:// or https:// and a host");
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("the model needs a name");
        }
        if (contextLength < 2_048) {
            throw new IllegalArgumentException("context length " + contextLength + ": at least 2048 tokens");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("model deadline " + deadline + ": more than nothing");
        }
    }

    public static ModelSettings of(URI baseUrl, String apiKey, String model) {
        return new ModelSettings("openai-api", baseUrl, apiKey, model, DEFAULT_CONTEXT_LENGTH, DEFAULT_DEADLINE);
    }

    public ModelSettings contextLength(int tokens) {
        return new ModelSettings(provider, baseUrl, apiKey, model, tokens, deadline);
    }

    public ModelSettings deadline(Duration limit) {
        return new ModelSettings(provider, baseUrl, apiKey, model, contextLength, limit);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return model + " at " + baseUrl;
    }
}
