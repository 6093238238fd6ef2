package dev.midwatch.core.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.stream.Collectors;

/** What is written in the library's messages. */
final class Messages {
    private Messages() {}

    /** All text of a message, calls included. */
    static String text(ChatMessage message) {
        if (message instanceof AiMessage ai) {
            String said = ai.text() == null ? "" : ai.text();
            return ai.toolExecutionRequests().stream()
                    .map(call -> call.name() + " " + call.arguments())
                    .collect(Collectors.joining("\n", said + "\n", ""))
                    .strip();
        } else if (message instanceof ToolExecutionResultMessage result) {
            return result.text();
        } else if (message instanceof UserMessage user) {
            return user.singleText();
        } else if (message instanceof SystemMessage system) {
            return system.text();
        }
        throw new IllegalArgumentException("no message of Midwatch's: " + message.type());
    }
}
