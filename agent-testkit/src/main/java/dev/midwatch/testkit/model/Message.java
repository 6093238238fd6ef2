package dev.midwatch.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The answer of a model and how it is written: as one JSON document or as the chunks of a stream. */
record Message(String text, List<Call> calls, String finishReason) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A tool call; the arguments are a text node, or whatever else a careless server would send. */
    record Call(String id, String name, JsonNode arguments) {}

    static Message text(String text) {
        return new Message(text, List.of(), "stop");
    }

    String document(String model, int inputTokens) {
        ObjectNode root = envelope("chat.completion", model);
        ObjectNode choice = choice(root);
        choice.set("message", message());
        choice.put("finish_reason", finishReason);
        root.set("usage", usage(inputTokens));
        return root.toString();
    }

    /** Server-sent events: the role, the text in two halves, the calls, the finish reason, {@code [DONE]}. */
    List<String> events(String model) {
        int middle = text.length() / 2;
        ObjectNode calls = NODES.objectNode();
        if (!this.calls.isEmpty()) {
            calls.set("tool_calls", callNodes());
        }
        return List.of(
                event(model, NODES.objectNode().put("role", "assistant"), null),
                event(model, NODES.objectNode().put("content", text.substring(0, middle)), null),
                event(model, NODES.objectNode().put("content", text.substring(middle)), null),
                event(model, calls, finishReason),
                "data: [DONE]\n\n");
    }

    private String event(String model, ObjectNode delta, String finish) {
        ObjectNode root = envelope("chat.completion.chunk", model);
        ObjectNode choice = choice(root);
        choice.set("delta", delta);
        choice.put("finish_reason", finish);
        return "data: " + root + "\n\n";
    }

    private ObjectNode message() {
        ObjectNode message = NODES.objectNode().put("role", "assistant");
        if (calls.isEmpty()) {
            message.put("content", text);
        } else {
            message.putNull("content");
            message.set("tool_calls", callNodes());
        }
        return message;
    }

    private JsonNode callNodes() {
        var nodes = NODES.arrayNode();
        for (Call call : calls) {
            ObjectNode node = nodes.addObject().put("index", nodes.size() - 1);
            node.put("id", call.id());
            node.put("type", "function");
            node.putObject("function").put("name", call.name()).set("arguments", call.arguments());
        }
        return nodes;
    }

    private ObjectNode usage(int inputTokens) {
        int outputTokens = 1 + (text.length() + callNodes().toString().length()) / 4;
        return NODES.objectNode()
                .put("prompt_tokens", inputTokens)
                .put("completion_tokens", outputTokens)
                .put("total_tokens", inputTokens + outputTokens);
    }

    private static ObjectNode envelope(String kind, String model) {
        return NODES.objectNode()
                .put("id", "chatcmpl-scripted")
                .put("object", kind)
                .put("created", 1_795_000_000)
                .put("model", model);
    }

    private static ObjectNode choice(ObjectNode root) {
        return root.putArray("choices").addObject().put("index", 0);
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
            throw new IllegalArgumentException("not JSON: " + json, notJson);
        }
    }
}
