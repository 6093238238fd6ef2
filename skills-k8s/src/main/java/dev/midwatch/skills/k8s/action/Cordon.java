package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;

/** {@code kubectl cordon}: Keeps new pods off a node. */
public final class Cordon implements ActionTool {
    @Override
    public ToolSpec spec() {
        return ToolSpec.named("cordon", "Closes a node to new pods; those on it stay.")
                .text("name", "the node");
    }

    @Override
    public List<Permission> permissions() {
        return Cordoning.PERMISSIONS;
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        return Cordoning.CORDON.plan(arguments, context);
    }
}
