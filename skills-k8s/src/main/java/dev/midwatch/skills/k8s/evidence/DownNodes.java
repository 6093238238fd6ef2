package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The nodes that are not ready. Only such a node explains what its pods suffer: one that is merely busy does not make a program
 * crash, and must not hide that it does.
 */
public final class DownNodes {
    public static final Permission PERMISSION = Permission.list(ResourceType.NODES, "status.conditions");

    private final Set<String> names;
    private final Map<String, Instant> upSince;

    private DownNodes(Set<String> names, Map<String, Instant> upSince) {
        this.names = names;
        this.upSince = upSince;
    }

    /** As far as nodes can be seen. */
    public static DownNodes of(CheckContext context) {
        try {
            List<KubeObject> all = context.cluster().list(ResourceType.NODES);
            return context.once(DownNodes.class, "", () -> among(all));
        } catch (ClusterException hidden) {
            // What cannot be seen explains nothing.
            return new DownNodes(Set.of(), Map.of());
        }
    }

    private static DownNodes among(List<KubeObject> all) {
        Set<String> down = new HashSet<>();
        Map<String, Instant> upSince = new HashMap<>();
        for (KubeObject node : all) {
            Optional<Condition> ready = node.condition("Ready").filter(Condition::isTrue);
            if (ready.isEmpty()) {
                down.add(node.name());
            }
            ready.flatMap(Condition::since).ifPresent(since -> upSince.put(node.name(), since));
        }
        return new DownNodes(down, upSince);
    }

    /** Whether the pod is placed on one of them. Reads {@code spec.nodeName}. */
    public boolean hold(KubeObject pod) {
        return names.contains(pod.at("spec.nodeName").text());
    }

    /** Since when the pod's node is ready; what runs there had to start again then. Reads {@code spec.nodeName}. */
    public Optional<Instant> upSince(KubeObject pod) {
        return Optional.ofNullable(upSince.get(pod.at("spec.nodeName").text()));
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
