package dev.midwatch.core.model;

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

    /** By the hash of all messages; the newest are kept. */
    private final Map<Integer, Measured> measured = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Measured> eldest) {
            return size() > CONVERSATIONS;
        }
    };

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
        Measured now = new Measured(RequestSize.of(request), reported);
        Optional<Truncation> seen = Truncation.seen(now, beginning(request.messages()), longest);
        longest = Math.max(longest, reported);
        measured.put(request.messages().hashCode(), now);
        return seen;
    }

    /** What was measured last of a conversation that has only been added to since. */
    private Optional<Measured> beginning(List<ChatMessage> messages) {
        Measured last = null;
        int hash = 1;
        for (ChatMessage message : messages.subList(0, messages.size() - 1)) {
            hash = 31 * hash + message.hashCode();
            last = measured.getOrDefault(hash, last);
        }
        return Optional.ofNullable(last);
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
