package dev.midwatch.core.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.midwatch.api.store.Turn.Role;
import dev.midwatch.core.agent.LoopGuard.Verdict;
import dev.midwatch.core.agent.Reply.Answered;
import dev.midwatch.core.agent.Reply.Outcome;
import dev.midwatch.core.agent.Reply.Stopped;
import dev.midwatch.core.model.AnswerListener;
import dev.midwatch.core.model.Deadline;
import dev.midwatch.core.model.ModelClient;
import dev.midwatch.core.model.ModelClient.Answer;
import dev.midwatch.core.model.ModelException;
import dev.midwatch.core.model.ModelException.Kind;
import dev.midwatch.core.model.Thinking;
import dev.midwatch.core.model.Tokens;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.trace.Span;
import dev.midwatch.core.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One run: its conversation, its counters, its limits. Used once, by one thread. */
final class AgentRun {
    /** Kept free for the answer. */
    private static final int ANSWER_TOKENS = 1_024;

    private final RunRequest request;
    private final LoopSettings limits;
    private final ModelClient model;
    private final Budget budget;
    private final ToolDesk desk;
    private final Notebook notebook;
    private final Deadline deadline;
    private final Supplier<List<Words>> interjections;
    private final RunListener listener;
    private final Tracer tracer;
    private final LoopGuard guard;
    private final List<ToolSpecification> tools;
    private final int toolTokens;
    private final List<ToolCall> calls = new ArrayList<>();
    private Conversation conversation;
    private Usage usage = Usage.NONE;

    AgentRun(
            RunRequest request,
            ModelClient model,
            Budget budget,
            ToolDesk desk,
            Notebook notebook,
            Deadline deadline,
            Supplier<List<Words>> interjections,
            RunListener listener,
            Tracer tracer) {
        this.request = request;
        this.limits = request.limits();
        this.model = model;
        this.budget = budget;
        this.desk = desk;
        this.notebook = notebook;
        this.deadline = deadline;
        this.interjections = interjections;
        this.listener = listener;
        this.tracer = tracer;
        this.guard = new LoopGuard(limits.guard());
        this.tools = ToolSchemas.of(request.tools().specs());
        this.toolTokens = ToolSchemas.tokens(request.tools().specs());
    }

    Reply play(Redactor redactor) {
        Opening opening = new Opening(redactor);
        conversation = opening.of(
                request, notebook.before(), toolTokens, deadline.clock().instant());
        notebook.note(Role.USER, request.task());
        Outcome outcome;
        try {
            outcome = converse(opening);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            outcome = new Stopped(StopReason.INTERRUPTED, "the run was interrupted");
        }
        if (outcome instanceof Answered answered) {
            outcome = new Answered(redactor.redact(answered.text()));
            notebook.note(Role.ASSISTANT, answered.text());
        } else if (outcome instanceof Stopped stopped) {
            notebook.note(Role.SYSTEM, "stopped: " + stopped.reason() + ", " + stopped.detail());
        }
        return new Reply(outcome, usage, Optional.of(notebook.session()));
    }

    private Outcome converse(Opening opening) throws InterruptedException {
        while (true) {
            for (Words words : interjections.get()) {
                conversation.add(opening.interjection(words));
                notebook.note(Role.USER, words.text());
            }
            Optional<Stopped> limit = limitReached();
            if (limit.isPresent()) {
                return limit.get();
            }
            Answer answer;
            try {
                answer = ask();
            } catch (ModelException failed) {
                return stopped(failed);
            }
            AiMessage said = answer.response().aiMessage();
            if (!said.hasToolExecutionRequests()) {
                return end(answer);
            }
            conversation.add(AiMessage.from(Thinking.removed(said.text()), said.toolExecutionRequests()));
            Optional<Stopped> stop = serve(said.toolExecutionRequests());
            if (stop.isPresent()) {
                return stop.get();
            }
        }
    }

    private Optional<Stopped> limitReached() {
        if (usage.turns() >= limits.maxTurns()) {
            return stop(StopReason.TURNS, "no answer after " + usage.turns() + " turns");
        }
        if (deadline.passed()) {
            return stop(
                    StopReason.WALL_CLOCK,
                    "no answer within " + limits.runBudget().toSeconds() + " s");
        }
        if (!conversation.fit(model.contextLength() - toolTokens - ANSWER_TOKENS)) {
            return stop(StopReason.CONTEXT_FULL, "the conversation does not fit " + model.contextLength() + " tokens");
        }
        long next = conversation.tokens() + toolTokens;
        if (limits.tokensPerRun() > 0 && usage.tokens() + next > limits.tokensPerRun()) {
            return stop(StopReason.TOKENS, "the run's " + limits.tokensPerRun() + " tokens do not suffice");
        }
        if (next > budget.leftToday()) {
            return stop(StopReason.DAILY_BUDGET, "the day's tokens are used up");
        }
        return Optional.empty();
    }

    private Answer ask() throws InterruptedException {
        ChatRequest.Builder chat = ChatRequest.builder().messages(conversation.messages());
        if (!tools.isEmpty()) {
            chat.toolSpecifications(tools);
        }
        try (Span span = tracer.begin("chat")) {
            span.set("gen_ai.operation.name", "chat").set("gen_ai.provider.name", "openai");
            return ask(chat.build(), span);
        }
    }

    private Answer ask(ChatRequest chat, Span span) throws InterruptedException {
        Answer answer;
        try {
            answer = model.ask(chat, request.model(), deadline, AnswerListener.NOBODY);
        } catch (ModelException failed) {
            span.failed(failed.kind().name().toLowerCase(Locale.ROOT));
            throw failed;
        }
        TokenUsage counted = answer.response().tokenUsage();
        long sent = counted == null || counted.inputTokenCount() == null
                ? conversation.tokens() + toolTokens
                : counted.inputTokenCount();
        long received = counted == null || counted.outputTokenCount() == null
                ? Tokens.in(answer.response().aiMessage().toString())
                : counted.outputTokenCount();
        usage = usage.turn(sent, received);
        span.set("gen_ai.request.model", answer.model())
                .set("gen_ai.usage.input_tokens", sent)
                .set("gen_ai.usage.output_tokens", received);
        budget.spend(request.job(), request.run(), answer.model(), sent, received);
        return answer;
    }

    private Outcome end(Answer answer) {
        FinishReason reason = answer.response().finishReason();
        if (reason == FinishReason.LENGTH) {
            return new Stopped(StopReason.CUT_SHORT, "the answer was cut at the model's output limit");
        }
        if (reason == FinishReason.CONTENT_FILTER) {
            return new Stopped(StopReason.MODEL_REFUSED, "the model server filtered the answer");
        }
        return new Answered(Thinking.removed(answer.response().aiMessage().text()));
    }

    private Optional<Stopped> serve(List<ToolExecutionRequest> requests) throws InterruptedException {
        for (ToolExecutionRequest each : requests) {
            if (usage.toolCalls() >= limits.maxToolCalls()) {
                return stop(StopReason.TOOL_CALLS, "no answer after " + usage.toolCalls() + " tool calls");
            }
            ToolUse use = new ToolUse(each.name(), each.arguments() == null ? "{}" : each.arguments());
            listener.uses(use);
            ToolDesk.Served served;
            try {
                served = desk.serve(each);
            } catch (TimeoutException runOver) {
                return stop(StopReason.WALL_CLOCK, "the run's time was up while " + each.name() + " worked");
            }
            usage = usage.toolCall();
            listener.used(use, served.call().failed());
            calls.add(served.call());
            notebook.note(Role.TOOL, each.name() + " " + each.arguments() + "\n" + served.text());
            Verdict verdict = guard.judge(calls);
            if (verdict.stops()) {
                return stop(StopReason.GUARDRAIL, verdict.words() + ": " + each.name());
            }
            conversation.add(
                    ToolExecutionResultMessage.from(each.id(), each.name(), served.fenced() + notice(verdict)));
        }
        return Optional.empty();
    }

    private String notice(Verdict verdict) {
        String warning = verdict.warns() ? "\nNote: " + verdict.words() : "";
        boolean lastTurnIsNext = usage.turns() == limits.maxTurns() - 1;
        return lastTurnIsNext ? warning + "\nNote: this was the last call; answer now." : warning;
    }

    private Stopped stopped(ModelException failed) {
        StopReason reason = failed.kind() == Kind.RUN_OVER
                ? StopReason.WALL_CLOCK
                : failed.kind() == Kind.REFUSED ? StopReason.MODEL_REFUSED : StopReason.MODEL_GONE;
        return new Stopped(reason, failed.getMessage());
    }

    private static Optional<Stopped> stop(StopReason reason, String detail) {
        return Optional.of(new Stopped(reason, detail));
    }
}
