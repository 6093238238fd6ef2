package dev.midwatch.core.agent;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import dev.midwatch.core.model.AnswerListener;
import dev.midwatch.core.model.Deadline;
import dev.midwatch.core.model.ModelClient;
import dev.midwatch.core.model.ModelClient.Answer;
import dev.midwatch.core.model.Thinking;
import dev.midwatch.core.model.Tokens;
import java.util.Optional;

/** A cheap model for side work, whose tokens count like all others. */
record SideModel(Optional<ModelClient> client, Budget budget, String job, String run) {
    /** Whether there is one, and tokens left for it. */
    boolean isPresent() {
        return client.isPresent() && !budget.exhausted();
    }

    /** How much text it can be given. */
    int characters() {
        return Tokens.characters(client.orElseThrow().contextLength() / 2);
    }

    /** The text of its answer; empty if that is not whole, or not to all that was asked. Throws what {@link ModelClient#ask} throws. */
    Optional<String> ask(ChatRequest request, Deadline deadline) throws InterruptedException {
        Bill bill = new Bill(
                AnswerListener.NOBODY,
                budget,
                job,
                run,
                Tokens.in(request.messages().toString()));
        Answer answer = client.orElseThrow().ask(request, Optional.empty(), deadline, bill);
        bill.pay(answer);
        boolean whole = answer.response().finishReason() == FinishReason.STOP
                && answer.truncated().isEmpty();
        return whole
                ? Optional.of(Thinking.removed(answer.response().aiMessage().text()))
                : Optional.empty();
    }
}
