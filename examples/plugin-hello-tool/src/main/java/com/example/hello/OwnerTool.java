package com.example.hello;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.tool.ObjectNames;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;
import java.util.Optional;

/** The model asks it whom to call about a namespace. */
final class OwnerTool implements Tool {
    @Override
    public ToolSpec spec() {
        return ToolSpec.named("hello_owner", "Says who owns a namespace.").text("namespace", "the namespace");
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.get(ResourceType.NAMESPACES));
    }

    @Override
    public ToolResult call(Json arguments, ToolContext context) throws ClusterException {
        String name = ObjectNames.namespace(arguments);
        Optional<KubeObject> namespace = context.cluster().find(ResourceType.NAMESPACES, "", name);
        if (namespace.isEmpty()) {
            return ToolResult.failed("there is no namespace " + name);
        }
        String owner = namespace.get().labels().getOrDefault("owner", "");
        return ToolResult.of(owner.isEmpty() ? name + " has no label owner" : name + " belongs to " + owner);
    }
}
