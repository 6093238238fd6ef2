package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.testkit.ToolRun;
import java.util.Map;

/** Runs the tool in tests as the model calls it. */
final class Kubectl {
    private Kubectl() {}

    static ToolResult run(ClusterReader cluster, String command) throws ClusterException {
        return ToolRun.of(new KubectlTool()).call(cluster, Map.of("command", command));
    }

    static String text(ClusterReader cluster, String command) throws ClusterException {
        ToolResult result = run(cluster, command);
        if (result.failed()) {
            throw new AssertionError(command + " failed: " + result.text());
        }
        return result.text();
    }
}
