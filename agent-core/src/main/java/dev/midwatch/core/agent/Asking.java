package dev.midwatch.core.agent;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.midwatch.core.model.AnswerListener;
import dev.midwatch.core.model.Deadline;
import dev.midwatch.core.model.ModelClient;
import dev.midwatch.core.model.ModelClient.Answer;
import dev.midwatch.core.model.ModelException;
import dev.midwatch.core.trace.Span;
import dev.midwatch.core.trace.Tracer;
import java.util.List;
import java.util.Locale;

/** Asks the model on behalf of one run: traced, within the run's time, and paid for from the day's tokens. */
record Asking(ModelClient model, Budget budget, RunRequest request, Deadline deadline, Tracer tracer) {
    /** Of the model now in use. It may shrink while a run goes on: by a fallback, or because the server turns out to hold less. */
    int contextLength() {
        return model.contextLength(request.model());
    }

    long leftToday() {
        return budget.leftToday();
    }

    /** An answer and what it cost, with those that came to nothing before it. */
    record Paid(Answer answer, Tally tally) {}

    /**
     * @param estimate of the tokens that are sent
     * @throws ModelException as {@link ModelClient#ask}
     */
    Paid ask(List<ChatMessage> messages, List<ToolSpecification> tools, long estimate, AnswerListener listener)
            throws InterruptedException {
        ChatRequest.Builder chat = ChatRequest.builder().messages(messages);
        if (!tools.isEmpty()) {
            chat.toolSpecifications(tools);
        }
        Bill bill = new Bill(listener, budget, request.job(), request.run(), estimate);
        try (Span span = tracer.begin("chat")) {
            span.set("gen_ai.operation.name", "chat").set("gen_ai.provider.name", "openai");
            Answer answer = ask(chat.build(), bill, span);
            Tally tally = bill.pay(answer);
            span.set("gen_ai.request.model", answer.model())
                    .set("gen_ai.usage.input_tokens", tally.sent())
                    .set("gen_ai.usage.output_tokens", tally.received());
            return new Paid(answer, bill.total());
        }
    }

    private Answer ask(ChatRequest chat, AnswerListener listener, Span span) throws InterruptedException {
        try {
            return model.ask(chat, request.model(), deadline, listener);
        } catch (ModelException failed) {
            span.failed(failed.kind().name().toLowerCase(Locale.ROOT));
            throw failed;
        }
    }
}
