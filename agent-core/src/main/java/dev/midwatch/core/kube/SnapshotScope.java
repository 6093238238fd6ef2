package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;

/**
 * Which namespaces a snapshot is of.
 *
 * @param namespaces only these; empty: all
 * @param excluded   never these
 */
public record SnapshotScope(List<String> namespaces, List<String> excluded) {
    public static final SnapshotScope EVERYTHING = new SnapshotScope(List.of(), List.of());

    public SnapshotScope {
        namespaces = List.copyOf(namespaces);
        excluded = List.copyOf(excluded);
    }

    /** Whether that namespace is looked at. */
    public boolean covers(String namespace) {
        return !excluded.contains(namespace) && (namespaces.isEmpty() || namespaces.contains(namespace));
    }

    void requireCovered(ResourceType type, String namespace) throws ClusterException {
        if (type.namespaced() && !covers(namespace)) {
            throw new ClusterException(
                    Why.UNDECLARED,
                    "%s in namespace \"%s\" are not looked at (kubernetes.namespaces, kubernetes.exclude_namespaces)"
                            .formatted(type, namespace));
        }
    }

    /** The namespaces in which a right is needed; the empty one stands for all. */
    public List<String> asked() {
        return namespaces.isEmpty()
                ? List.of("")
                : namespaces.stream().filter(this::covers).distinct().toList();
    }

    /** Whether anything is left out. */
    boolean isNarrow() {
        return !namespaces.isEmpty() || !excluded.isEmpty();
    }
}
