package dev.midwatch.core.agent;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.midwatch.api.store.Turn;
import dev.midwatch.core.agent.Notebook.Before;
import dev.midwatch.core.model.Tokens;
import dev.midwatch.core.tool.Fence;
import java.util.ArrayList;
import java.util.List;

/**
 * What was said in a session before, as the messages of its next run. Where it grows too long the older half is summed up once, and the
 * summary kept, so that the messages stay the same for several runs to come.
 */
record Earlier(Before before, Notebook notebook, Summaries summaries) {
    private static final String SHORTENED = "What was said before, shortened:\n";

    private static final String UNANSWERED = "(nothing was answered to that alone)";

    /** With less room a summary would say nothing; it is made for that run alone, and a model with more room sees all again. */
    private static final int WORTH_KEEPING = 500;

    /** @param tokens the most it may take */
    List<ChatMessage> messages(int tokens) throws InterruptedException {
        Before fitting = tokens(before) > tokens ? shortened(tokens) : before;
        List<ChatMessage> messages = new ArrayList<>();
        if (!fitting.summary().isEmpty()) {
            messages.add(UserMessage.from(SHORTENED + Fence.steady("summary", fitting.summary())));
            messages.add(AiMessage.from("Noted."));
        }
        fitting.turns().forEach(turn -> add(messages, message(turn)));
        close(messages);
        return messages;
    }

    /** The templates of many models want turns to alternate, but a run may have ended without an answer. */
    private static void add(List<ChatMessage> messages, ChatMessage next) {
        if (next instanceof UserMessage) {
            close(messages);
        }
        messages.add(next);
    }

    private static void close(List<ChatMessage> messages) {
        if (!messages.isEmpty() && messages.get(messages.size() - 1) instanceof UserMessage) {
            messages.add(AiMessage.from(UNANSWERED));
        }
    }

    private Before shortened(int tokens) throws InterruptedException {
        List<Turn> turns = before.turns();
        int from = turns.size();
        int left = tokens / 2;
        while (from > 0 && (left -= tokens(turns.get(from - 1))) >= 0) {
            from--;
        }
        while (from < turns.size() && turns.get(from).role() != Turn.Role.USER) {
            from++;
        }
        List<Turn> older = turns.subList(0, from);
        List<Turn> rest = turns.subList(from, turns.size());
        int summed = before.summed() + from;
        return tokens < WORTH_KEEPING
                ? new Before(Gist.of(before.summary(), older, tokens / 4), summed, rest)
                : notebook.sumUp(summaries.of(before.summary(), older, tokens / 4), summed, rest);
    }

    private static ChatMessage message(Turn turn) {
        return turn.role() == Turn.Role.USER ? UserMessage.from(turn.text()) : AiMessage.from(turn.text());
    }

    private static int tokens(Before before) {
        return Tokens.in(before.summary())
                + before.turns().stream().mapToInt(Earlier::tokens).sum();
    }

    private static int tokens(Turn turn) {
        return Tokens.in(turn.text()) + 6;
    }
}
