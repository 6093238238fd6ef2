package dev.midwatch.core.agent;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.midwatch.core.model.Tokens;
import dev.midwatch.core.tool.Cap;
import dev.midwatch.core.tool.Fence;
import dev.midwatch.core.tool.Redactor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The first messages of a run: prompt, what was said before, the task with its evidence. */
record Opening(Redactor redactor) {
    /** For prompt, tools and task together, before any evidence. */
    static final int TOKENS = 4_000;
    /** What the protocol adds round the messages, and escaped line breaks. */
    private static final int ENVELOPE = 150;

    private static final int EVIDENCE_CHARACTERS = 8_000;
    private static final int LEAST_CHARACTERS = 200;

    /**
     * From what changes least to what changes most, so that a server which remembers what it has read finds as much of it as can be.
     *
     * @param before what was said in the session
     * @param room   in tokens, for all evidence together
     */
    Conversation of(RunRequest request, List<ChatMessage> before, int toolTokens, int room, Instant now) {
        String task = "It is " + now.truncatedTo(ChronoUnit.SECONDS) + ".\n" + redactor.redact(request.task());
        int left = TOKENS - ENVELOPE - toolTokens - Tokens.in(task);
        Conversation conversation = new Conversation();
        String prompt = request.prompt().render(request.tools().authority().attended(), left);
        conversation.add(SystemMessage.from(redactor.redact(prompt)));
        before.forEach(conversation::add);
        conversation.add(UserMessage.from(task + evidence(request.evidence(), room)));
        return conversation;
    }

    /** What was said while the run goes on. */
    UserMessage interjection(Words words, int room) {
        return UserMessage.from(redactor.redact(words.text()) + evidence(words.evidence(), room));
    }

    private String evidence(List<Evidence> all, int room) {
        StringBuilder text = new StringBuilder();
        int each = Math.min(EVIDENCE_CHARACTERS, Tokens.characters(room) / Math.max(1, all.size()));
        Cap cap = new Cap(Math.max(LEAST_CHARACTERS, each), "look with the tools");
        for (Evidence one : all) {
            text.append("\n\n").append(Fence.around(one.source(), cap.apply(redactor.redact(one.text()))));
        }
        return text.toString();
    }
}
