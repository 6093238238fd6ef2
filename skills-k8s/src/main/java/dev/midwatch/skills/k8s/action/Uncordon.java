package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;

/** {@code kubectl uncordon}: Lets pods be placed on a node again. */
public final class Uncordon implements ActionTool {
    @Override
    public ToolSpec spec() {
        return ToolSpec.named("uncordon", "Opens a cordoned node to new pods.").text("name", "the node");
    }

    @Override
    public List<Permission> permissions() {
        return Cordoning.PERMISSIONS;
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        return Cordoning.UNCORDON.plan(arguments, context);
    }
}
