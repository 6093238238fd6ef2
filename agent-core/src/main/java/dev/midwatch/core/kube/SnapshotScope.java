package dev.midwatch.core.kube;

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
