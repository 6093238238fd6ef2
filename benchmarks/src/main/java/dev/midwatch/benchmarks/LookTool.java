package dev.midwatch.benchmarks;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;

/** A tool that takes no time. */
record LookTool(String answer) implements Tool {
    @Override
    public ToolSpec spec() {
        return ToolSpec.named("look", "Looks at objects.").text("what", "which");
    }

    @Override
    public List<Permission> permissions() {
        return List.of();
    }

    @Override
    public ToolResult call(Json arguments, ToolContext context) {
        return ToolResult.of(arguments.get("what").text() + "\n" + answer);
    }
}
