package dev.midwatch.core.tool;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;

/** A tool of the kernel that keeps what it is told, and notes who told it. */
public interface Attributed extends Tool {
    /** @param by on whose behalf the model speaks */
    ToolResult call(Json arguments, ToolContext context, Authority by) throws ClusterException;

    @Override
    default ToolResult call(Json arguments, ToolContext context) {
        throw new IllegalStateException(spec().name() + " was called on nobody's behalf");
    }
}
