package dev.midwatch.core.agent;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.midwatch.core.model.Tokens;
import java.util.ArrayList;
import java.util.List;

/** The messages of a run. Where they no longer fit the model's context, the oldest tool results make room. */
final class Conversation {
    private static final int TOKENS_PER_MESSAGE = 6;

    private final List<ChatMessage> messages = new ArrayList<>();

    void add(ChatMessage message) {
        messages.add(message);
    }

    List<ChatMessage> messages() {
        return List.copyOf(messages);
    }

    int tokens() {
        return messages.stream().mapToInt(Conversation::tokens).sum();
    }

    /**
     * Replaces tool results by one-line stubs, oldest first and the newest never, until the rest fits.
     *
     * @return whether it fits now
     */
    boolean fit(int tokens) {
        int newest = messages.size() - 1;
        for (int index = 0; index < newest && tokens() > tokens; index++) {
            if (messages.get(index) instanceof ToolExecutionResultMessage result && !isStub(result)) {
                messages.set(index, stub(result));
            }
        }
        return tokens() <= tokens;
    }

    private static final String STUB = "(dropped to make room: ";

    private static boolean isStub(ToolExecutionResultMessage result) {
        return result.text().startsWith(STUB);
    }

    private static ToolExecutionResultMessage stub(ToolExecutionResultMessage result) {
        return ToolExecutionResultMessage.from(
                result.id(),
                result.toolName(),
                STUB + result.text().length() + " characters of " + result.toolName() + "; call it again if needed)");
    }

    private static int tokens(ChatMessage message) {
        int content;
        if (message instanceof AiMessage ai) {
            content = Tokens.in(ai.text() == null ? "" : ai.text())
                    + ai.toolExecutionRequests().stream()
                            .mapToInt(call -> Tokens.in(call.name() + call.arguments()) + TOKENS_PER_MESSAGE)
                            .sum();
        } else if (message instanceof ToolExecutionResultMessage result) {
            content = Tokens.in(result.text());
        } else if (message instanceof UserMessage user) {
            content = Tokens.in(user.singleText());
        } else {
            content = Tokens.in(((SystemMessage) message).text());
        }
        return content + TOKENS_PER_MESSAGE;
    }
}
