package dev.midwatch.core.tool;

import dev.midwatch.api.tool.ToolResult;
import java.util.Objects;

/**
 * What came of a call.
 *
 * @param failed whether the model should take the text as an error it can act on
 * @param wrote  whether the cluster was changed; asking a person to allow a change is none
 */
public record Called(String text, boolean failed, boolean wrote) {
    public Called {
        Objects.requireNonNull(text, "text");
    }

    /** Nothing was changed. */
    public static Called of(ToolResult result) {
        return new Called(result.text(), result.failed(), false);
    }

    static Called failed(String text) {
        return of(ToolResult.failed(text));
    }

    public static Called wrote(String text) {
        return new Called(text, false, true);
    }
}
