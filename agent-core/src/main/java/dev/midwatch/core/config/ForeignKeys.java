package dev.midwatch.core.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keys of another agent's config.yaml that mean nothing here: accepted, and said so. */
final class ForeignKeys {
    private static final Map<String, String> WHY = Map.of(
            "terminal", "there is no shell here; the cluster is read and changed through its API",
            "display", "there is no terminal interface to adorn");
    static final Set<String> NAMES = WHY.keySet();

    private ForeignKeys() {}

    static List<String> notices(Tree.Mapping tree) {
        return tree.members().entrySet().stream()
                .filter(entry -> NAMES.contains(entry.getKey()))
                .map(entry -> "%s:%d: %s.* is accepted and has no effect: %s"
                        .formatted(
                                entry.getValue().key().file(),
                                entry.getValue().key().line(),
                                entry.getKey(),
                                WHY.get(entry.getKey())))
                .toList();
    }
}
