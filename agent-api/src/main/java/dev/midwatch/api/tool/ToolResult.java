package dev.midwatch.api.tool;

import java.util.Objects;

/**
 * What a tool answers the model with. The kernel caps, redacts and fences the text as data.
 *
 * @param failed whether the model should take it as an error it can act on
 */
public record ToolResult(String text, boolean failed) {
    public ToolResult {
        Objects.requireNonNull(text, "text");
    }

    public static ToolResult of(String text) {
        return new ToolResult(text, false);
    }

    /** Says what was wrong and what would be right. */
    public static ToolResult failed(String text) {
        return new ToolResult(text, true);
    }
}
