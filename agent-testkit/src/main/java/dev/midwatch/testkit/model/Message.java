package dev.midwatch.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer of a model and how it is written: as one JSON document or as the chunks of a stream.
 *
 * @param thought what a reasoning model says to itself first; empty for others
 */
record Message(String thought, String text, List<Call> calls, String finishReason) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A tool call; the arguments are a text node, or whatever else a careless server would send. */
    record Call(String id, String name, JsonNode arguments) {}

    /** What the server says round an answer: its model's name, and how long it found the request. */
    record Envelope(String model, int inputTokens) {}

    static Message text(String text) {
        return new Message("", text, List.of(), "stop");
    }

    static Message calls(List<Call> calls) {
        return new Message("", "", calls, "tool_calls");
    }

    String document(Envelope envelope) {
        ObjectNode root = root("chat.completion", envelope);
        ObjectNode choice = choice(root);
        choice.set("message", message());
        choice.put("finish_reason", finishReason);
        root.set("usage", usage(envelope.inputTokens()));
        return root.toString();
    }

    /**
     * Server-sent events: the role, the thought, the text in two halves, the calls, the finish reason, the usage if it was asked for,
     * {@code [DONE]}.
     */
    List<String> events(Envelope envelope, boolean withUsage) {
        int middle = text.length() / 2;
        ObjectNode last = NODES.objectNode();
        if (!calls.isEmpty()) {
            last.set("tool_calls", callNodes());
        }
        List<String> events = new ArrayList<>();
        events.add(event(envelope, NODES.objectNode().put("role", "assistant"), null));
        if (!thought.isEmpty()) {
            events.add(event(envelope, NODES.objectNode().put("reasoning_content", thought), null));
        }
        events.add(event(envelope, NODES.objectNode().put("content", text.substring(0, middle)), null));
        events.add(event(envelope, NODES.objectNode().put("content", text.substring(middle)), null));
        events.add(event(envelope, last, finishReason));
        if (withUsage) {
            ObjectNode root = root("chat.completion.chunk", envelope);
            root.putArray("choices");
            root.set("usage", usage(envelope.inputTokens()));
            events.add(data(root.toString()));
        }
        events.add(data("[DONE]"));
        return events;
    }

    /** A server-sent event with this payload. */
    static String data(String payload) {
        return "data: " + payload + "\n\n";
    }

    static String piece(Envelope envelope, String text) {
        return event(envelope, NODES.objectNode().put("content", text), null);
    }

    private static String event(Envelope envelope, ObjectNode delta, String finish) {
        ObjectNode root = root("chat.completion.chunk", envelope);
        ObjectNode choice = choice(root);
        choice.set("delta", delta);
        choice.put("finish_reason", finish);
        return data(root.toString());
    }

    private ObjectNode message() {
        ObjectNode message = NODES.objectNode().put("role", "assistant");
        if (!thought.isEmpty()) {
            message.put("reasoning_content", thought);
        }
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

    private static ObjectNode root(String kind, Envelope envelope) {
        return NODES.objectNode()
                .put("id", "chatcmpl-scripted")
                .put("object", kind)
                .put("created", 1_795_000_000)
                .put("model", envelope.model());
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
