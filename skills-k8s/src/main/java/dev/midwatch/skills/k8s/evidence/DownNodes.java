package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The nodes that are not ready. Only such a node explains what its pods suffer: one that is merely busy does not make a program
 * crash, and must not hide that it does.
 */
public final class DownNodes {
    public static final Permission PERMISSION = Permission.list(ResourceType.NODES, "status.conditions");

    private final Set<String> names;

    private DownNodes(Set<String> names) {
        this.names = names;
    }

    /** As far as nodes can be seen. */
    public static DownNodes of(CheckContext context) {
        try {
            List<KubeObject> all = context.cluster().list(ResourceType.NODES);
            return context.once(DownNodes.class, "", () -> new DownNodes(down(all)));
        } catch (ClusterException hidden) {
            return new DownNodes(Set.of());
        }
    }

    private static Set<String> down(List<KubeObject> all) {
        return all.stream()
                .filter(node ->
                        node.condition("Ready").filter(Condition::isTrue).isEmpty())
                .map(KubeObject::name)
                .collect(Collectors.toSet());
    }

    /** Whether the pod is placed on one of them. Reads {@code spec.nodeName}. */
    public boolean hold(KubeObject pod) {
        return names.contains(pod.at("spec.nodeName").text());
    }

    /** The objects whose trouble would explain the pod's: its node if that is down, and these. */
    public List<ObjectRef> under(KubeObject pod, List<ObjectRef> more) {
        Stream<ObjectRef> node = hold(pod)
                ? Stream.of(ObjectRef.of(
                        ResourceType.NODES, "", pod.at("spec.nodeName").text()))
                : Stream.of();
        return Stream.concat(node, more.stream()).toList();
    }

    public List<ObjectRef> under(KubeObject pod) {
        return under(pod, List.of());
    }
}
