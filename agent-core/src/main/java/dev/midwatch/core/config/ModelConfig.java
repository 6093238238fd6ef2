package dev.midwatch.core.config;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The model that is asked.
 *
 * @param provider      all names of the one kind there is: an endpoint that speaks OpenAI's API
 * @param name          of the model, as the endpoint knows it
 * @param baseUrl       with none set Midwatch runs without a model
 * @param contextLength in tokens
 */
public record ModelConfig(
        String provider,
        @Key("default") Optional<String> name,
        Optional<URI> baseUrl,
        Optional<Secret> apiKey,
        String apiMode,
        int contextLength,
        boolean streaming) {
    static final List<String> PROVIDERS = List.of("openai-api", "openai", "openai-compatible", "custom");
    static final List<String> API_MODES = List.of("chat_completions");

    /** Another endpoint or model that can be asked; what is absent is taken from {@code model}. */
    public record Other(String provider, Optional<String> model, Optional<URI> baseUrl, Optional<Secret> apiKey) {
        static Other defaults() {
            return new Other("openai-api", Optional.empty(), Optional.empty(), Optional.empty());
        }

        public Other {
            InvalidValue.requireOneOf("provider", provider, PROVIDERS);
            Objects.requireNonNull(model, "model");
            baseUrl.ifPresent(url -> InvalidValue.requireHttp("base_url", url));
            Objects.requireNonNull(apiKey, "apiKey");
        }
    }

    static ModelConfig defaults() {
        return new ModelConfig(
                "openai-api", Optional.empty(), Optional.empty(), Optional.empty(), "chat_completions", 32_768, false);
    }

    public ModelConfig {
        InvalidValue.requireOneOf("provider", provider, PROVIDERS);
        Objects.requireNonNull(name, "name");
        baseUrl.ifPresent(url -> InvalidValue.requireHttp("base_url", url));
        Objects.requireNonNull(apiKey, "apiKey");
        InvalidValue.requireOneOf("api_mode", apiMode, API_MODES);
        InvalidValue.requireAtLeast("context_length", contextLength, 2_048);
    }

    /** Whether there is a model to ask. */
    public boolean present() {
        return baseUrl.isPresent() && name.isPresent();
    }
}
