package dev.midwatch.core.tool;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.tool.ToolResult;

/** Where planned actions go. The answer says what became of it: done, waiting for a person, refused and why. */
@FunctionalInterface
public interface ActionSink {
    ToolResult submit(Action action, Authority authority);
}
