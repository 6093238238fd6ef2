package dev.midwatch.core.config;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The model that is asked. */
public record ModelConfig(
        @Description(
                "openai-api, openai, openai-compatible or custom: all names of the one kind there is, an endpoint that speaks OpenAI's API.")
        String provider,

        @Description("Name of the model, as the endpoint knows it.") @Key("default")
        Optional<String> name,

        @Description("Address of the endpoint; with none set Midwatch runs without a model.")
        Optional<URI> baseUrl,

        @Description("What the endpoint wants to see.") Optional<Secret> apiKey,
        @Description("chat_completions, the one there is.") String apiMode,

        @Description("In tokens, 2048 or more; found out where nothing is said.")
        Optional<Integer> contextLength,

        @Description("Whether answers are asked for piece by piece, where the server can.")
        boolean streaming,

        @Description(
                "How the model is told of tools and calls them: by the endpoint's own means, in text, or in text once the endpoint has said that it has none (auto).")
        ToolCalls toolCalls) {
    static final List<String> PROVIDERS = List.of("openai-api", "openai", "openai-compatible", "custom");
    static final List<String> API_MODES = List.of("chat_completions");

    private static final int SMALLEST_CONTEXT = 2_048;

    /** How a model is told of tools and calls them. */
    public enum ToolCalls {
        /** By the endpoint's own means; in text once it has said that it has none. */
        AUTO,
        NATIVE,
        TEXT
    }

    /** Another endpoint or model that can be asked; what is absent is taken from {@code model}. */
    public record Other(
            @Description("As model.provider.") String provider,

            @Description("Name of the model; that of model.default where nothing is said.")
            Optional<String> model,

            @Description("Address of the endpoint; that of model where nothing is said.")
            Optional<URI> baseUrl,

            @Description("What the endpoint wants to see; that of model where nothing is said.")
            Optional<Secret> apiKey,

            @Description(
                    "In tokens, 2048 or more; found out where nothing is said, for a model may hold less than another.")
            Optional<Integer> contextLength) {
        static Other defaults() {
            return new Other("openai-api", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        public Other {
            InvalidValue.requireOneOf("provider", provider, PROVIDERS);
            Objects.requireNonNull(model, "model");
            baseUrl.ifPresent(url -> InvalidValue.requireHttp("base_url", url));
            Objects.requireNonNull(apiKey, "apiKey");
            requireContext(contextLength);
        }
    }

    static ModelConfig defaults() {
        return new ModelConfig(
                "openai-api",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "chat_completions",
                Optional.empty(),
                true,
                ToolCalls.AUTO);
    }

    public ModelConfig {
        InvalidValue.requireOneOf("provider", provider, PROVIDERS);
        Objects.requireNonNull(name, "name");
        baseUrl.ifPresent(url -> InvalidValue.requireHttp("base_url", url));
        Objects.requireNonNull(apiKey, "apiKey");
        InvalidValue.requireOneOf("api_mode", apiMode, API_MODES);
        requireContext(contextLength);
        Objects.requireNonNull(toolCalls, "toolCalls");
    }

    private static void requireContext(Optional<Integer> tokens) {
        tokens.ifPresent(some -> InvalidValue.requireAtLeast("context_length", some, SMALLEST_CONTEXT));
    }

    /** Whether there is a model to ask. */
    public boolean present() {
        return baseUrl.isPresent() && name.isPresent();
    }
}
