package dev.midwatch.core.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.midwatch.api.store.Turn.Role;
import dev.midwatch.core.agent.Asking.Paid;
import dev.midwatch.core.agent.LoopGuard.Verdict;
import dev.midwatch.core.agent.Reply.Answered;
import dev.midwatch.core.agent.Reply.Outcome;
import dev.midwatch.core.agent.Reply.Stopped;
import dev.midwatch.core.agent.ToolDesk.Served;
import dev.midwatch.core.model.Deadline;
import dev.midwatch.core.model.ModelException;
import dev.midwatch.core.model.ModelException.Kind;
import dev.midwatch.core.model.Thinking;
import dev.midwatch.core.model.Truncation;
import dev.midwatch.core.tool.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One run: its conversation, its counters, its limits. Used once, by one thread. */
final class AgentRun {
    private final RunRequest request;
    private final LoopSettings limits;
    private final Asking model;
    private final ToolDesk desk;
    private final Notebook notebook;
    private final Earlier earlier;
    private final Deadline deadline;
    private final Supplier<List<Words>> interjections;
    private final RunListener listener;
    private final Redactor redactor;
    private final Opening opening;
    private final LoopGuard guard;
    private final List<ToolSpecification> tools;
    private final List<ToolCall> calls = new ArrayList<>();
    private Room room;
    private Conversation conversation;
    private Optional<Truncation> truncated = Optional.empty();
    private Usage usage = Usage.NONE;

    AgentRun(
            RunRequest request,
            Asking model,
            ToolDesk desk,
            Notebook notebook,
            Earlier earlier,
            Deadline deadline,
            Supplier<List<Words>> interjections,
            RunListener listener,
            Redactor redactor) {
        this.request = request;
        this.limits = request.limits();
        this.model = model;
        this.desk = desk;
        this.notebook = notebook;
        this.earlier = earlier;
        this.deadline = deadline;
        this.interjections = interjections;
        this.listener = listener;
        this.redactor = redactor;
        this.opening = new Opening(redactor);
        this.guard = new LoopGuard(limits.guard());
        this.tools = ToolSchemas.of(desk.tools().specs());
        this.room =
                new Room(model.contextLength(), ToolSchemas.tokens(desk.tools().specs()));
    }

    Reply play() {
        Outcome outcome;
        try {
            List<ChatMessage> before = earlier.messages(room.forEarlier());
            conversation = opening.of(
                    request,
                    before,
                    room.tools(),
                    room.forEvidence(),
                    desk.tools().now());
            notebook.note(Role.USER, request.task());
            outcome = noted(converse());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            outcome = new Stopped(StopReason.INTERRUPTED, "the run was interrupted");
        }
        if (outcome instanceof Answered answered) {
            notebook.note(Role.ASSISTANT, answered.text());
        } else if (outcome instanceof Stopped stopped) {
            notebook.note(Role.SYSTEM, "stopped: " + stopped.reason() + ", " + stopped.detail());
        }
        return new Reply(outcome, usage, Optional.of(notebook.session()));
    }

    /** People must know where the model has not read all it was given. */
    private Outcome noted(Outcome outcome) {
        return outcome instanceof Answered answered && truncated.isPresent()
                ? new Answered(answered.text()
                        + "\n\n*(The model server read only %d of some %d tokens: raise its context length.)*"
                                .formatted(
                                        truncated.get().reported(),
                                        truncated.get().sent()))
                : outcome;
    }

    private Outcome converse() throws InterruptedException {
        while (true) {
            for (Words words : interjections.get()) {
                conversation.add(opening.interjection(words, room.forEvidence()));
                notebook.note(Role.USER, words.text());
            }
            room = room.within(model.contextLength());
            Optional<Stopped> limit = limitReached();
            if (limit.isPresent()) {
                return limit.get();
            }
            LineByLine lines = new LineByLine(redactor, listener);
            Paid paid;
            try {
                paid = model.ask(conversation.messages(), tools, conversation.tokens() + room.tools(), lines);
            } catch (ModelException failed) {
                if (failed.kind() == Kind.TOO_LONG && model.contextLength() < room.context()) {
                    // Another model took over, or the server turned out to hold less: what is asked can be made
                    // shorter.
                    continue;
                }
                return stopped(failed);
            }
            truncated = truncated.or(paid.answer()::truncated);
            usage = usage.turn(paid.tally().sent(), paid.tally().received());
            ChatResponse answer = paid.answer().response();
            AiMessage said = answer.aiMessage();
            String text = redactor.redact(Thinking.removed(said.text()));
            lines.ends(text);
            if (!said.hasToolExecutionRequests()) {
                return end(answer.finishReason(), text);
            }
            conversation.add(AiMessage.from(text, said.toolExecutionRequests()));
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
        if (!conversation.fit(room.forMessages())) {
            return stop(StopReason.CONTEXT_FULL, "the conversation does not fit " + room.context() + " tokens");
        }
        long next = conversation.tokens() + room.tools();
        if (limits.tokensPerRun() > 0 && usage.tokens() + next > limits.tokensPerRun()) {
            return stop(StopReason.TOKENS, "the run's " + limits.tokensPerRun() + " tokens do not suffice");
        }
        if (next > model.leftToday()) {
            return stop(StopReason.DAILY_BUDGET, "the day's tokens are used up");
        }
        return Optional.empty();
    }

    private static Outcome end(FinishReason reason, String text) {
        if (reason == FinishReason.LENGTH) {
            return new Stopped(StopReason.CUT_SHORT, "the answer was cut at the model's output limit");
        }
        if (reason == FinishReason.CONTENT_FILTER) {
            return new Stopped(StopReason.MODEL_REFUSED, "the model server filtered the answer");
        }
        return new Answered(text);
    }

    /** Side by side where that changes nothing; answered in the model's order. */
    private Optional<Stopped> serve(List<ToolExecutionRequest> all) throws InterruptedException {
        int characters = room.forResult(all.size(), limits.resultCharacters());
        for (List<ToolExecutionRequest> left = all; !left.isEmpty(); ) {
            List<ToolExecutionRequest> batch = desk.next(left);
            int allowed = limits.maxToolCalls() - usage.toolCalls();
            Optional<Stopped> stop = serve(batch.subList(0, Math.min(allowed, batch.size())), characters);
            if (stop.isEmpty() && allowed < batch.size()) {
                stop = stop(StopReason.TOOL_CALLS, "no answer after " + usage.toolCalls() + " tool calls");
            }
            if (stop.isPresent()) {
                return stop;
            }
            left = left.subList(batch.size(), left.size());
        }
        return Optional.empty();
    }

    private Optional<Stopped> serve(List<ToolExecutionRequest> batch, int characters) throws InterruptedException {
        batch.forEach(each -> listener.uses(ToolUse.of(each)));
        List<Served> answers;
        try {
            answers = desk.serve(batch);
        } catch (TimeoutException runOver) {
            return stop(StopReason.WALL_CLOCK, "the run's time was up while " + names(batch) + " worked");
        }
        for (int index = 0; index < answers.size(); index++) {
            Served served = answers.get(index);
            usage = usage.toolCall();
            calls.add(served.call());
            listener.used(served.use(), served.call().failed());
            String shown = served.shown(characters);
            notebook.noteCall(served.use(), served.digest(limits.resultCharacters()));
            Verdict verdict = guard.judge(calls);
            if (verdict.stops()) {
                return stop(
                        StopReason.GUARDRAIL,
                        verdict.words() + ": " + served.use().tool());
            }
            conversation.add(
                    ToolExecutionResultMessage.from(
                            batch.get(index).id(), served.use().tool(), shown + notice(verdict)),
                    served.stub());
        }
        return Optional.empty();
    }

    private static String names(List<ToolExecutionRequest> batch) {
        return String.join(
                ", ", batch.stream().map(ToolExecutionRequest::name).distinct().toList());
    }

    private String notice(Verdict verdict) {
        String warning = verdict.warns() ? "\nNote: " + verdict.words() : "";
        boolean lastTurnIsNext = usage.turns() == limits.maxTurns() - 1;
        return lastTurnIsNext ? warning + "\nNote: this was the last call; answer now." : warning;
    }

    private static Stopped stopped(ModelException failed) {
        StopReason reason = switch (failed.kind()) {
            case RUN_OVER -> StopReason.WALL_CLOCK;
            case REFUSED -> StopReason.MODEL_REFUSED;
            case TOO_LONG -> StopReason.CONTEXT_FULL;
            default -> StopReason.MODEL_GONE;
        };
        return new Stopped(reason, failed.getMessage());
    }

    private static Optional<Stopped> stop(StopReason reason, String detail) {
        return Optional.of(new Stopped(reason, detail));
    }
}
