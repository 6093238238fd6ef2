package dev.midwatch.core.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.Objects;

/**
 * A tool that a model wants to use.
 *
 * @param arguments as the model wrote them, JSON or not
 */
public record ToolUse(String tool, String arguments) {
    public ToolUse {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(arguments, "arguments");
    }

    static ToolUse of(ToolExecutionRequest request) {
        return new ToolUse(request.name(), request.arguments() == null ? "{}" : request.arguments());
    }
}
