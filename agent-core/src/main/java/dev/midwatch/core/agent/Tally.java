package dev.midwatch.core.agent;

import dev.langchain4j.model.output.TokenUsage;
import dev.midwatch.core.model.ModelClient.Answer;
import dev.midwatch.core.model.Tokens;

/** What one answer of a model cost in tokens: as the server counted, and where it did not, as we estimate. */
record Tally(long sent, long received) {
    Tally plus(Tally other) {
        return new Tally(sent + other.sent, received + other.received);
    }

    /** @param estimate of what was sent */
    static Tally of(Answer answer, long estimate) {
        TokenUsage counted = answer.response().tokenUsage();
        return new Tally(
                counted == null || counted.inputTokenCount() == null ? estimate : counted.inputTokenCount(),
                counted == null || counted.outputTokenCount() == null
                        ? Tokens.in(answer.response().aiMessage().toString())
                        : counted.outputTokenCount());
    }
}
