package dev.midwatch.core.model;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.midwatch.core.model.Truncation.Measured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what an endpoint reports of requests against their size, and against what it reported of the same conversations before. */
final class CountCheck {
    private static final int CONVERSATIONS = 64;

    /**
     * A conversation that was measured.
     *
     * @param messages how many it had
     * @param size     of these alone
     * @param measured with the tools, and what was reported
     */
    private record Known(int messages, RequestSize size, Optional<Measured> measured) {
        static final Known NOTHING = new Known(0, RequestSize.NOTHING, Optional.empty());
    }

    /** By the hash of all messages; the newest are kept. */
    private final Map<Integer, Known> conversations = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Known> eldest) {
            return size() > CONVERSATIONS;
        }
    };

    private List<ToolSpecification> tools = List.of();
    private RequestSize ofTools = RequestSize.NOTHING;
    private int longest;

    /** The most that was ever reported. */
    synchronized int longest() {
        return longest;
    }

    /** @param usage null if the server reported none */
    synchronized Optional<Truncation> of(ChatRequest request, TokenUsage usage) {
        Integer reported = usage == null ? null : reported(usage);
        if (reported == null) {
            return Optional.empty();
        }
        List<ChatMessage> messages = request.messages();
        Known beginning = beginning(messages);
        RequestSize size =
                beginning.size().plus(RequestSize.of(messages.subList(beginning.messages(), messages.size())));
        Measured now = new Measured(size.plus(tools(request)), reported);
        Optional<Truncation> seen = Truncation.seen(now, beginning.measured(), longest);
        longest = Math.max(longest, reported);
        conversations.put(messages.hashCode(), new Known(messages.size(), size, Optional.of(now)));
        return seen;
    }

    /** What was measured last of a conversation that has only been added to since. */
    private Known beginning(List<ChatMessage> messages) {
        Known last = Known.NOTHING;
        int hash = 1;
        for (ChatMessage message : messages.subList(0, messages.size() - 1)) {
            hash = 31 * hash + message.hashCode();
            last = conversations.getOrDefault(hash, last);
        }
        return last;
    }

    /** They are the same from turn to turn, and long. */
    private RequestSize tools(ChatRequest request) {
        if (!request.toolSpecifications().equals(tools)) {
            tools = request.toolSpecifications();
            ofTools = RequestSize.ofTools(request);
        }
        return ofTools;
    }

    /** Some count what was in their cache apart. */
    private static Integer reported(TokenUsage usage) {
        Integer input = usage.inputTokenCount();
        if (input != null
                && usage instanceof OpenAiTokenUsage open
                && open.inputTokensDetails() != null
                && open.inputTokensDetails().cachedTokens() != null
                && open.inputTokensDetails().cachedTokens() > input) {
            return input + open.inputTokensDetails().cachedTokens();
        }
        return input;
    }
}
