package dev.midwatch.core.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.midwatch.core.model.Deadline;
import dev.midwatch.core.tool.Called;
import dev.midwatch.core.tool.Digest;
import dev.midwatch.core.tool.Fence;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.core.tool.Toolset;
import dev.midwatch.core.trace.Span;
import dev.midwatch.core.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/** Runs the tool calls of a run within its time and makes their answers fit to be read by a model. */
final class ToolDesk {
    /** So many reads at once: more would only wait for the API server's own limits. */
    static final int SIDE_BY_SIDE = 4;

    private final Toolset tools;
    private final Redactor redactor;
    private final ToolThreads threads;
    private final Deadline deadline;
    private final Tracer tracer;
    private final Results results = new Results();

    ToolDesk(
            Toolset tools,
            int pageCharacters,
            Redactor redactor,
            ToolThreads threads,
            Deadline deadline,
            Tracer tracer) {
        this.tools = tools.with(new MoreTool(results, pageCharacters));
        this.redactor = redactor;
        this.threads = threads;
        this.deadline = deadline;
        this.tracer = tracer;
    }

    /** What the model may call. */
    Toolset tools() {
        return tools;
    }

    /**
     * @param text redacted and whole
     * @param id   how more of it can be read
     */
    record Served(ToolUse use, ToolCall call, String text, String id) {
        /** As the model reads it. */
        String shown(int characters) {
            String digest = digest(characters);
            String fence = Fence.around(call.tool().matches("\\w+") ? call.tool() : "tool", digest);
            String more = digest.equals(text)
                    ? ""
                    : "\n(shortened from %d lines; %s {\"of\":\"%s\"} reads them)"
                            .formatted(text.lines().count(), ToolRegistry.MORE, id);
            return (call.failed() ? "The call failed:\n" + fence : fence) + more;
        }

        /** The text, whole or shortened. */
        String digest(int characters) {
            return new Digest(characters).of(text);
        }

        /** What remains of it where room is needed. */
        String stub() {
            return "(put aside: %d lines of %s; %s {\"of\":\"%s\"} reads them again)"
                    .formatted(text.lines().count(), call.tool(), ToolRegistry.MORE, id);
        }
    }

    /**
     * Those of a turn that can be made side by side: reads one after the other, or one call that changes something, alone.
     *
     * @param calls at least one, in the model's order; the first of them are taken
     */
    List<ToolExecutionRequest> next(List<ToolExecutionRequest> calls) {
        int count = 0;
        while (count < calls.size()
                && count < SIDE_BY_SIDE
                && !tools.alone(String.valueOf(calls.get(count).name()))) {
            count++;
        }
        return calls.subList(0, Math.max(1, count));
    }

    /**
     * Makes these calls at the same time.
     *
     * @return in the order of the calls
     * @throws TimeoutException if the run's time was up before all had answered
     */
    List<Served> serve(List<ToolExecutionRequest> calls) throws TimeoutException, InterruptedException {
        if (calls.size() == 1) {
            return List.of(serve(calls.get(0)));
        }
        List<Callable<Served>> work =
                calls.stream().map(call -> tracer.carried(() -> serve(call))).toList();
        List<Served> served = new ArrayList<>();
        for (Future<Served> each : threads.all(work)) {
            served.add(answer(each));
        }
        return served;
    }

    private static Served answer(Future<Served> done) throws TimeoutException, InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TimeoutException runOver) {
                throw runOver;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private Served serve(ToolExecutionRequest request) throws TimeoutException, InterruptedException {
        ToolUse use = ToolUse.of(request);
        Called result = call(use.tool(), use.arguments());
        String text = redactor.redact(result.text());
        ToolCall call = ToolCall.of(use.tool(), use.arguments(), text, result.failed(), result.wrote());
        return new Served(use, call, text, results.keep(text));
    }

    /** A name that is none is whatever the model wrote, and stays out of the trace. */
    private Called call(String name, String arguments) throws TimeoutException, InterruptedException {
        String known = tools.has(name) ? name : "unknown";
        try (Span span = tracer.begin("execute_tool " + known)) {
            span.set("gen_ai.operation.name", "execute_tool").set("gen_ai.tool.name", known);
            Called result = threads.limit()
                    .call(deadline.left(), tracer.carried(() -> tools.call(name, arguments)), !tools.acts(name));
            return result.failed() ? marked(span, result) : result;
        }
    }

    private static Called marked(Span span, Called failed) {
        span.failed("tool_failed");
        return failed;
    }
}
