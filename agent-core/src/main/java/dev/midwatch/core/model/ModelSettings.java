package dev.midwatch.core.model;

import dev.midwatch.core.config.ModelConfig.ToolCalls;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * One OpenAI-compatible endpoint and the model to ask there.
 *
 * @param baseUrl       up to and with {@code /v1}
 * @param apiKey        empty for a server that wants none; never logged
 * @param contextLength how many tokens the model can hold; empty: found out
 * @param deadline      for one call, from the request to the last byte of the answer
 * @param streaming     whether to ask for streams
 */
public record ModelSettings(
        String provider,
        URI baseUrl,
        String apiKey,
        String model,
        OptionalInt contextLength,
        Duration deadline,
        boolean streaming,
        ToolCalls toolCalls) {
    public static final int DEFAULT_CONTEXT_LENGTH = 32_768;
    /** Less is no model's context but a mistake. */
    static final int LEAST_CONTEXT_LENGTH = 2_048;

    public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(3);

    public ModelSettings {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(apiKey, "apiKey");
        Objects.requireNonNull(toolCalls, "toolCalls");
        if (baseUrl.getScheme() == null || !baseUrl.getScheme().matches("https?") || baseUrl.getHost() == null) {
            throw new IllegalArgumentException("model base URL " + baseUrl + ": http:// or https:// and a host");
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("the model needs a name");
        }
        if (contextLength.isPresent() && contextLength.getAsInt() < LEAST_CONTEXT_LENGTH) {
            throw new IllegalArgumentException(
                    "context length " + contextLength.getAsInt() + ": at least " + LEAST_CONTEXT_LENGTH + " tokens");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("model deadline " + deadline + ": more than nothing");
        }
    }

    public static ModelSettings of(URI baseUrl, String apiKey, String model) {
        return new ModelSettings(
                "openai-api", baseUrl, apiKey, model, OptionalInt.empty(), DEFAULT_DEADLINE, true, ToolCalls.AUTO);
    }

    /** Another model at the same endpoint; what it holds is not what this one does. */
    public ModelSettings model(String name) {
        OptionalInt holds = name.equals(model) ? contextLength : OptionalInt.empty();
        return new ModelSettings(provider, baseUrl, apiKey, name, holds, deadline, streaming, toolCalls);
    }

    public ModelSettings contextLength(int tokens) {
        return new ModelSettings(
                provider, baseUrl, apiKey, model, OptionalInt.of(tokens), deadline, streaming, toolCalls);
    }

    public ModelSettings deadline(Duration limit) {
        return new ModelSettings(provider, baseUrl, apiKey, model, contextLength, limit, streaming, toolCalls);
    }

    public ModelSettings streaming(boolean wanted) {
        return new ModelSettings(provider, baseUrl, apiKey, model, contextLength, deadline, wanted, toolCalls);
    }

    public ModelSettings toolCalls(ToolCalls way) {
        return new ModelSettings(provider, baseUrl, apiKey, model, contextLength, deadline, streaming, way);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return model + " at " + baseUrl;
    }
}
