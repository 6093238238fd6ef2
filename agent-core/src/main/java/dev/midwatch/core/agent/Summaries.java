package dev.midwatch.core.agent;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.midwatch.api.store.Turn;
import dev.midwatch.core.model.Deadline;
import dev.midwatch.core.model.ModelException;
import dev.midwatch.core.model.Tokens;
import dev.midwatch.core.tool.Fence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sums conversations up: by the model that is named for it, and by rule where there is none or it fails. */
record Summaries(SideModel model, Deadline run) {
    private static final Logger LOG = LoggerFactory.getLogger(Summaries.class);
    private static final String TASK =
            "Sum the conversation up in at most %d words, as notes for whoever goes on with it: names of"
                    + " objects, figures, causes, what was done and decided, what is open. Add nothing. " + Fence.RULE;
    private static final int PATIENCE_SECONDS = 30;

    String of(String before, List<Turn> turns, int tokens) throws InterruptedException {
        try {
            return model.isPresent() ? asked(before, turns, tokens) : Gist.of(before, turns, tokens);
        } catch (ModelException failed) {
            LOG.warn(
                    "the model for auxiliary.compression failed, so the conversation is shortened by rule: {}",
                    failed.getMessage());
            return Gist.of(before, turns, tokens);
        }
    }

    private String asked(String before, List<Turn> turns, int tokens) throws InterruptedException {
        String text = turns.stream()
                .map(turn -> (turn.role() == Turn.Role.USER ? "Person: " : "Midwatch: ") + turn.text())
                .collect(Collectors.joining("\n\n", before.isEmpty() ? "" : "Before that: " + before + "\n\n", ""));
        int most = model.characters();
        String newest = text.length() <= most ? text : text.substring(text.length() - most);
        Optional<String> summary = model.ask(
                ChatRequest.builder()
                        .messages(
                                SystemMessage.from(TASK.formatted(tokens / 2)),
                                UserMessage.from(Fence.around("conversation", newest)))
                        .build(),
                run.atMost(Duration.ofSeconds(PATIENCE_SECONDS)));
        return summary.filter(one -> Tokens.in(one) <= tokens).orElseGet(() -> Gist.of(before, turns, tokens));
    }
}
