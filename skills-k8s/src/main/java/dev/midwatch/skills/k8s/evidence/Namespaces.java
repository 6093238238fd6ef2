package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Namespaces that are being deleted: whatever is missing in them is missing on purpose. */
public final class Namespaces {
    public static final Permission PERMISSION = Permission.list(ResourceType.NAMESPACES, "status.phase");

    private final Set<String> terminating;

    private Namespaces(Set<String> terminating) {
        this.terminating = terminating;
    }

    /** As far as namespaces can be seen. */
    public static Namespaces of(CheckContext context) {
        try {
            List<KubeObject> all = context.cluster().list(ResourceType.NAMESPACES);
            return context.once(Namespaces.class, "", () -> new Namespaces(terminating(all)));
        } catch (ClusterException hidden) {
            return new Namespaces(Set.of());
        }
    }

    private static Set<String> terminating(List<KubeObject> all) {
        return all.stream()
                .filter(namespace -> namespace.at("status.phase").is("Terminating")
                        || namespace.deletionRequested().isPresent())
                .map(KubeObject::name)
                .collect(Collectors.toSet());
    }

    /** Whether the object is to stay: neither it nor its namespace is being deleted. */
    public boolean keep(KubeObject object) {
        return object.deletionRequested().isEmpty() && !terminating.contains(object.namespace());
    }
}
