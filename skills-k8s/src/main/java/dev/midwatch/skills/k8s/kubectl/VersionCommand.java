package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import java.util.EnumSet;
import java.util.Set;

/** {@code kubectl version}, of the server alone: there is no client. */
final class VersionCommand implements Subcommand {
    @Override
    public Set<Flag> flags() {
        return EnumSet.noneOf(Flag.class);
    }

    @Override
    public String usage() {
        return "version";
    }

    @Override
    public ToolResult run(CommandLine line, ToolContext context) throws ClusterException {
        return ToolResult.of("Server Version: "
                + context.cluster().document("/version").at("gitVersion").text("unknown") + "\n");
    }
}
