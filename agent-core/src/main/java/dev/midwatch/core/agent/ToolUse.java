package dev.midwatch.core.agent;

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
}
