package dev.midwatch.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tools for a model that has no protocol for them: they are told in the system message, called in fenced blocks of JSON, and answered
 * in user messages. The same request always becomes the same text, so that a server can keep what it has read.
 */
final class TextProtocol {
    static final String BLOCK = "tool_call";

    private static final String RULES = """
            ## Tools
            To use a tool, write a block like this one and nothing after it:
            ```tool_call
            {"name": "TOOL", "arguments": {"ARGUMENT": "VALUE"}}
            ```
            One block for each call, strict JSON in it. The results come in the next message. When you need no more of \
            them, answer without a block. Arguments marked ? may be left out. The tools:
            """;

    private TextProtocol() {}

    /** The request with everything about tools in its text. */
    static ChatRequest written(ChatRequest request) {
        if (request.toolSpecifications().isEmpty() && !speaksOfCalls(request)) {
            return request;
        }
        List<ChatMessage> messages = new ArrayList<>();
        boolean prompted = request.messages().get(0) instanceof SystemMessage;
        if (!request.toolSpecifications().isEmpty()) {
            String tools = RULES
                    + request.toolSpecifications().stream().map(ToolText::line).collect(Collectors.joining("\n"));
            messages.add(SystemMessage.from(
                    request.messages().get(0) instanceof SystemMessage system
                            ? system.text() + "\n\n" + tools
                            : tools));
        }
        int from = prompted && !messages.isEmpty() ? 1 : 0;
        request.messages().subList(from, request.messages().size()).forEach(message -> add(messages, written(message)));
        return ChatRequest.builder()
                .messages(messages)
                .temperature(request.temperature())
                .maxOutputTokens(request.maxOutputTokens())
                .build();
    }

    private static boolean speaksOfCalls(ChatRequest request) {
        return request.messages().stream()
                .anyMatch(message -> message instanceof ToolExecutionResultMessage
                        || message instanceof AiMessage ai && ai.hasToolExecutionRequests());
    }

    /** Two user messages in a row become one: the templates of many small models want turns to alternate. */
    private static void add(List<ChatMessage> messages, ChatMessage next) {
        int last = messages.size() - 1;
        if (last >= 0 && next instanceof UserMessage more && messages.get(last) instanceof UserMessage before) {
            messages.set(last, UserMessage.from(before.singleText() + "\n\n" + more.singleText()));
        } else {
            messages.add(next);
        }
    }

    private static ChatMessage written(ChatMessage message) {
        if (message instanceof ToolExecutionResultMessage result) {
            return UserMessage.from("Result of " + result.toolName() + ":\n" + result.text());
        }
        if (message instanceof AiMessage ai && ai.hasToolExecutionRequests()) {
            String calls =
                    ai.toolExecutionRequests().stream().map(TextProtocol::block).collect(Collectors.joining("\n"));
            return AiMessage.from(ai.text() == null || ai.text().isBlank() ? calls : ai.text() + "\n" + calls);
        }
        return message;
    }

    private static String block(ToolExecutionRequest call) {
        JsonNode arguments = LenientJson.strict(call.arguments()).orElse(TextNode.valueOf(call.arguments()));
        JsonNode json =
                JsonNodeFactory.instance.objectNode().put("name", call.name()).set("arguments", arguments);
        return "```" + BLOCK + "\n" + json + "\n```";
    }
}
