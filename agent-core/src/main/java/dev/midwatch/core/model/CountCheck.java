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

    /** A conversation that was measured: how long its messages are, and what was reported of it. */
    private record Known(RequestSize messages, Measured measured) {}

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
        Known beginning = null;
        int before = 0;
        int hash = 1;
        for (int told = 1; told <= messages.size(); told++) {
            hash = 31 * hash + messages.get(told - 1).hashCode();
            if (told < messages.size() && conversations.containsKey(hash)) {
                beginning = conversations.get(hash);
                before = told;
            }
        }
        RequestSize size = (beginning == null ? RequestSize.NOTHING : beginning.messages())
                .plus(RequestSize.of(messages.subList(before, messages.size())));
        Measured now = new Measured(size.plus(tools(request)), reported);
        Optional<Truncation> seen =
                Truncation.seen(now, Optional.ofNullable(beginning).map(Known::measured), longest);
        longest = Math.max(longest, reported);
        conversations.put(hash, new Known(size, now));
        return seen;
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
