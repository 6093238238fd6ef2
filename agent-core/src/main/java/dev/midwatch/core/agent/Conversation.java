package dev.midwatch.core.agent;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.midwatch.core.model.Tokens;
import dev.midwatch.core.text.Beginning;
import dev.midwatch.core.tool.Fence;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a run. New ones go to the end and nothing before them changes, so that a server finds what it has read already; where they
 * no longer fit the model's context, room is made in one go for several turns.
 */
final class Conversation {
    private static final int TOKENS_PER_MESSAGE = 6;
    private static final int LONGEST_CALL = 100;

    private final List<Entry> entries = new ArrayList<>();

    /**
     * @param stub  what may take its place; empty: it stays
     * @param aside calls that followed it and are no longer there
     */
    private record Entry(ChatMessage message, int tokens, String stub, List<String> aside) {
        static Entry of(ChatMessage message, String stub) {
            return new Entry(message, Conversation.tokens(message), stub, List.of());
        }

        /** The message itself stays as it is: what is put aside stands behind it. */
        Entry followed(List<String> calls) {
            List<String> all = new ArrayList<>(aside);
            all.addAll(calls);
            String note = "\n\nEarlier calls of this run, their answers put aside:\n"
                    + Fence.around("calls", String.join("\n", all));
            String said = aside.isEmpty() ? ((UserMessage) message).singleText() : stub;
            UserMessage longer = UserMessage.from(said + note);
            return new Entry(longer, Conversation.tokens(longer), said, List.copyOf(all));
        }
    }

    void add(ChatMessage message) {
        entries.add(Entry.of(message, ""));
    }

    /** @param stub what is left of it where room is needed */
    void add(ToolExecutionResultMessage result, String stub) {
        entries.add(Entry.of(result, stub));
    }

    List<ChatMessage> messages() {
        return entries.stream().map(Entry::message).toList();
    }

    int tokens() {
        return entries.stream().mapToInt(Entry::tokens).sum();
    }

    /**
     * Makes room until a quarter is free again: results become one line each, the oldest first and those of the last turn never; then whole
     * steps become a line in the message before them.
     *
     * @return whether it fits now
     */
    boolean fit(int tokens) {
        if (tokens() <= tokens) {
            return true;
        }
        int enough = tokens - tokens / 4;
        for (int index = 0; index < lastTurn() && tokens() > enough; index++) {
            Entry entry = entries.get(index);
            if (!entry.stub().isEmpty() && entry.message() instanceof ToolExecutionResultMessage result) {
                entries.set(
                        index,
                        Entry.of(ToolExecutionResultMessage.from(result.id(), result.toolName(), entry.stub()), ""));
            }
        }
        if (tokens() > tokens) {
            foldSteps(enough);
        }
        return tokens() <= tokens;
    }

    /** Where the model's last message is. */
    private int lastTurn() {
        for (int index = entries.size() - 1; index > 0; index--) {
            if (entries.get(index).message() instanceof AiMessage) {
                return index;
            }
        }
        return 0;
    }

    private void foldSteps(int enough) {
        for (int index = 1; index < lastTurn() && tokens() > enough; ) {
            if (entries.get(index).message() instanceof AiMessage step
                    && step.hasToolExecutionRequests()
                    && entries.get(index - 1).message() instanceof UserMessage) {
                fold(index, step);
            } else {
                index++;
            }
        }
    }

    private void fold(int index, AiMessage step) {
        List<String> calls = step.toolExecutionRequests().stream()
                .map(call -> call.name() + " " + call.arguments())
                .map(call -> Beginning.marked(call, LONGEST_CALL))
                .toList();
        entries.subList(index, index + 1 + calls.size()).clear();
        entries.set(index - 1, entries.get(index - 1).followed(calls));
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
