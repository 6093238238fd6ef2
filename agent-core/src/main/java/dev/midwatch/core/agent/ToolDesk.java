package dev.midwatch.core.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.midwatch.core.model.Deadline;
import dev.midwatch.core.model.TimeLimit;
import dev.midwatch.core.tool.Called;
import dev.midwatch.core.tool.Cap;
import dev.midwatch.core.tool.Fence;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.tool.Toolset;
import dev.midwatch.core.trace.Span;
import dev.midwatch.core.trace.Tracer;
import java.util.concurrent.TimeoutException;

/** Runs a tool call within the run's time and makes its answer fit to be read by a model. */
record ToolDesk(
        Toolset tools, LoopSettings limits, Redactor redactor, TimeLimit timeLimit, Deadline deadline, Tracer tracer) {
    /** @param text redacted and capped, not yet fenced */
    record Served(ToolCall call, String text) {
        /** As the model reads it. */
        String fenced() {
            String fence = Fence.around(call.tool().matches("\\w+") ? call.tool() : "tool", text);
            return call.failed() ? "The call failed:\n" + fence : fence;
        }
    }

    /** @throws TimeoutException if the run's time was up before the tool answered */
    Served serve(ToolExecutionRequest request) throws TimeoutException, InterruptedException {
        String name = request.name();
        String arguments = request.arguments() == null ? "{}" : request.arguments();
        Called result = call(name, arguments);
        String text = new Cap(limits.resultCharacters(), "narrow with a namespace, a label, a name or --tail")
                .apply(redactor.redact(result.text()));
        return new Served(ToolCall.of(name, arguments, text, result.failed(), result.wrote()), text);
    }

    /** A name that is none is whatever the model wrote, and stays out of the trace. */
    private Called call(String name, String arguments) throws TimeoutException, InterruptedException {
        String known = tools.has(name) ? name : "unknown";
        try (Span span = tracer.begin("execute_tool " + known)) {
            span.set("gen_ai.operation.name", "execute_tool").set("gen_ai.tool.name", known);
            Called result = timeLimit.call(
                    deadline.left(), tracer.carried(() -> tools.call(name, arguments)), !tools.acts(name));
            return result.failed() ? marked(span, result) : result;
        }
    }

    private static Called marked(Span span, Called failed) {
        span.failed("tool_failed");
        return failed;
    }
}
