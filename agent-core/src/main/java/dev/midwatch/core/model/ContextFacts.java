package dev.midwatch.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.midwatch.core.model.ContextLookup.Found;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how many tokens a model holds from what servers tell of themselves. */
record ContextFacts(String model) {
    private static final List<String> FIELDS = List.of(
            "/loaded_context_length",
            "/context_length",
            "/max_model_len",
            "/max_context_length",
            "/context_window",
            "/max_input_tokens",
            "/meta/n_ctx");
    private static final Pattern NUM_CTX = Pattern.compile("(?m)^\\s*num_ctx\\s+(\\d{1,9})");

    /** {@code /v1/models}, as vLLM, OpenRouter, Groq, llama.cpp and LM Studio give it. */
    OptionalInt model(JsonNode root) {
        JsonNode entries = root.path("data");
        JsonNode mine = entry(entries, "id");
        return first(mine.isMissingNode() && entries.size() == 1 ? entries.get(0) : mine, FIELDS);
    }

    /** llama.cpp's {@code /props}: what one request may use. */
    OptionalInt llamaProperties(JsonNode root) {
        return first(root, List.of("/default_generation_settings/n_ctx"));
    }

    /** LiteLLM's {@code /model/info}. */
    OptionalInt liteLlm(JsonNode root) {
        return first(entry(root.path("data"), "model_name"), List.of("/model_info/max_input_tokens"));
    }

    /** Ollama's {@code /api/ps}: with what the model was loaded. */
    OptionalInt running(JsonNode root) {
        return first(entry(root.path("models"), "model"), List.of("/context_length"));
    }

    /**
     * Ollama's {@code /api/show}: the parameter it will load the model with; else what the model was made for, but it may load it with
     * less, and tells only when it has.
     */
    Found shown(JsonNode root) {
        Matcher parameter = NUM_CTX.matcher(root.path("parameters").asText(""));
        if (parameter.find()) {
            return new Found(OptionalInt.of(Integer.parseInt(parameter.group(1))), true);
        }
        OptionalInt trained = OptionalInt.empty();
        for (var fact : root.path("model_info").properties()) {
            if (fact.getKey().endsWith(".context_length")) {
                trained = OptionalInt.of(Math.min(fact.getValue().asInt(), ModelSettings.DEFAULT_CONTEXT_LENGTH));
            }
        }
        return new Found(trained, false);
    }

    private JsonNode entry(JsonNode entries, String key) {
        for (JsonNode each : entries) {
            if (ModelNames.same(model, each.path(key).asText(""))) {
                return each;
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }

    /** Zeros and other values that no server means are passed over. */
    private static OptionalInt first(JsonNode node, List<String> fields) {
        return fields.stream()
                .mapToInt(field -> node.at(field).asInt())
                .filter(tokens -> tokens >= ModelSettings.LEAST_CONTEXT_LENGTH)
                .findFirst();
    }
}
