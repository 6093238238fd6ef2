package dev.midwatch.core.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.midwatch.core.tool.Called;
import dev.midwatch.core.tool.Cap;
import dev.midwatch.core.tool.Fence;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.tool.Toolset;
import java.util.concurrent.TimeoutException;

/** Runs a tool call within the run's time and makes its answer fit to be read by a model. */
record ToolDesk(Toolset tools, LoopSettings limits, Redactor redactor, TimeLimit timeLimit, Deadline deadline) {
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
        Called result = timeLimit.call(deadline.left(), () -> tools.call(name, arguments), !tools.acts(name));
        String text = new Cap(limits.resultCharacters(), "narrow with a namespace, a label, a name or --tail")
                .apply(redactor.redact(result.text()));
        return new Served(ToolCall.of(name, arguments, text, result.failed(), result.wrote()), text);
    }
}
