package dev.midwatch.testkit;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One call of a tool in a test: {@code ToolRun.of(new HelloTool()).call(FakeCluster.of("..."), Map.of("name", "web"))}. The time is
 * {@link CheckRun#NOON}. Reads outside the declared permissions fail, as they do in the kernel.
 */
public final class ToolRun {
    private ToolRun() {}

    public static Reading of(Tool tool) {
        return (cluster, arguments) -> tool.call(Json.of(arguments), new Context(cluster, tool.permissions()));
    }

    public static Planning of(ActionTool tool) {
        return (cluster, arguments) -> tool.plan(Json.of(arguments), new Context(cluster, tool.permissions()));
    }

    /** A tool that is ready to be called. */
    @FunctionalInterface
    public interface Reading {
        ToolResult call(ClusterReader cluster, Map<String, ?> arguments) throws ClusterException;
    }

    /** An action tool that is ready to plan. */
    @FunctionalInterface
    public interface Planning {
        Action plan(ClusterReader cluster, Map<String, ?> arguments) throws ClusterException;
    }

    private record Context(ClusterReader all, List<Permission> permissions) implements ToolContext {
        @Override
        public ClusterReader cluster() {
            return new DeclaredReader(all, permissions);
        }

        @Override
        public Instant now() {
            return CheckRun.NOON;
        }
    }
}
