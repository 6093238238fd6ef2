package com.example.hello;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ObjectNames;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Writes down who owns a namespace. It only plans: Midwatch asks a person, runs the change, looks whether it worked, and can undo it. */
final class SetOwner implements ActionTool {
    private static final String NAME = "hello_set_owner";

    @Override
    public ToolSpec spec() {
        return ToolSpec.named(NAME, "Sets the label owner of a namespace.")
                .text("namespace", "the namespace")
                .text("owner", "who owns it from now on");
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.get(ResourceType.NAMESPACES), Permission.of(Verb.PATCH, ResourceType.NAMESPACES));
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        String name = ObjectNames.namespace(arguments);
        String owner = ObjectNames.name(arguments, "owner");
        KubeObject namespace = context.cluster()
                .find(ResourceType.NAMESPACES, "", name)
                .orElseThrow(() -> new IllegalArgumentException("there is no namespace " + name));
        String before = namespace.labels().getOrDefault("owner", "");
        if (before.equals(owner)) {
            throw new IllegalArgumentException(name + " belongs to " + owner + " already");
        }
        String command = "kubectl label --overwrite namespace %s owner".formatted(name);
        Action.Intent back =
                intent(namespace, before.isEmpty() ? command + "-" : command + "=" + before, before);
        return label(intent(namespace, command + "=" + owner, owner).undoneBy(label(back, before)), owner);
    }

    private static Action.Intent intent(KubeObject namespace, String kubectl, String owner) {
        return new Action.Intent(NAME, ResourceType.NAMESPACES, namespace.ref(), Risk.RISKY, kubectl)
                .until(Goal.reads("metadata.labels.owner", owner));
    }

    /** In a merge patch null takes a label away. */
    private static Action label(Action.Intent intent, String owner) {
        Map<String, String> labels = Collections.singletonMap("owner", owner.isEmpty() ? null : owner);
        return new Action.Patch(
                intent, "", Action.PatchType.MERGE, Json.of(Map.of("metadata", Map.of("labels", labels))));
    }
}
