package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.tool.ObjectNames;
import dev.midwatch.api.tool.ToolContext;

/** The object that the arguments of a call name, as it is now: nothing is planned for one that is gone or going. */
final class Target {
    private Target() {}

    static KubeObject of(ResourceType type, Json arguments, ToolContext context) throws ClusterException {
        return of(type, "name", arguments, context);
    }

    /** The same, its name in another argument. */
    static KubeObject of(ResourceType type, String key, Json arguments, ToolContext context) throws ClusterException {
        String namespace = type.namespaced() ? ObjectNames.namespace(arguments) : "";
        String name = ObjectNames.name(arguments, key);
        KubeObject object = context.cluster()
                .find(type, namespace, name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no " + ObjectRef.of(type, namespace, name) + "; look with kubectl get"));
        object.deletionRequested().ifPresent(since -> {
            throw new IllegalArgumentException("%s is being deleted already, since %s".formatted(object, since));
        });
        return object;
    }
}
