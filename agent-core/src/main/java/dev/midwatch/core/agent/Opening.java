package dev.midwatch.core.agent;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.midwatch.api.store.Turn;
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
    private static final int TURNS_BEFORE = 12;

    Conversation of(RunRequest request, List<Turn> before, int toolTokens, Instant now) {
        String task = "It is " + now.truncatedTo(ChronoUnit.SECONDS) + ".\n" + redactor.redact(request.task());
        int room = TOKENS - ENVELOPE - toolTokens - Tokens.in(task);
        Conversation conversation = new Conversation();
        String prompt = request.prompt().render(request.tools().authority().attended(), room);
        conversation.add(SystemMessage.from(redactor.redact(prompt)));
        for (Turn turn : before.subList(Math.max(0, before.size() - TURNS_BEFORE), before.size())) {
            conversation.add(
                    turn.role() == Turn.Role.USER ? UserMessage.from(turn.text()) : AiMessage.from(turn.text()));
        }
        conversation.add(UserMessage.from(task + evidence(request.evidence())));
        return conversation;
    }

    /** What was said while the run goes on. */
    UserMessage interjection(Words words) {
        return UserMessage.from(redactor.redact(words.text()) + evidence(words.evidence()));
    }

    private String evidence(List<Evidence> all) {
        StringBuilder text = new StringBuilder();
        Cap cap = new Cap(EVIDENCE_CHARACTERS, "look with the tools");
        for (Evidence each : all) {
            text.append("\n\n").append(Fence.around(each.source(), cap.apply(redactor.redact(each.text()))));
        }
        return text.toString();
    }
}
