package dev.midwatch.core.model;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.List;

/**
 * How long a request is.
 *
 * @param tokens estimated, rather too high
 * @param words  parts between white space, of the messages alone: no tokenizer makes fewer tokens of them
 */
record RequestSize(int tokens, int words) {
    /** What the protocol adds round each message and each tool. */
    private static final int ROUND_A_MESSAGE = 6;

    private static final int ROUND_A_TOOL = 25;

    static final RequestSize NOTHING = new RequestSize(0, 0);

    static RequestSize of(ChatRequest request) {
        return of(request.messages()).plus(ofTools(request));
    }

    static RequestSize of(List<ChatMessage> messages) {
        int tokens = 0;
        int words = 0;
        for (ChatMessage message : messages) {
            String text = Messages.text(message);
            tokens += ROUND_A_MESSAGE + Tokens.in(text);
            words += words(text);
        }
        return new RequestSize(tokens, words);
    }

    static RequestSize ofTools(ChatRequest request) {
        int tokens = 0;
        for (ToolSpecification tool : request.toolSpecifications()) {
            tokens += ROUND_A_TOOL + Tokens.in(tool.name() + tool.description() + ToolText.parameters(tool));
        }
        return new RequestSize(tokens, 0);
    }

    RequestSize plus(RequestSize other) {
        return new RequestSize(tokens + other.tokens, words + other.words);
    }

    private static int words(String text) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            boolean space = text.charAt(i) <= ' ';
            words += inWord || space ? 0 : 1;
            inWord = !space;
        }
        return words;
    }
}
