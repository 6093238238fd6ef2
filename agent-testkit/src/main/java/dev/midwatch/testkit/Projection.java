package dev.midwatch.testkit;

import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the declared paths of an object and what every listed object has. Paths go through lists. */
final class Projection {
    private static final List<String> ALWAYS = List.of(
            "apiVersion",
            "kind",
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "metadata.labels",
            "metadata.generation",
            "metadata.creationTimestamp",
            "metadata.deletionTimestamp",
            "metadata.deletionGracePeriodSeconds",
            "metadata.finalizers",
            "metadata.ownerReferences");

    private final Map<String, Object> kept = new LinkedHashMap<>();

    private Projection() {}

    static Projection of(List<String> fields) {
        Projection projection = new Projection();
        ALWAYS.forEach(projection::keep);
        fields.forEach(projection::keep);
        return projection;
    }

    KubeObject apply(KubeObject object) {
        Map<String, Object> pruned = new LinkedHashMap<>();
        object.json().members().keySet().stream()
                .filter(kept::containsKey)
                .forEach(key -> pruned.put(
                        key, prune(kept.get(key), object.json().get(key).raw())));
        return KubeObject.of(object.type(), pruned);
    }

    @SuppressWarnings("unchecked")
    private void keep(String path) {
        boolean measured = path.endsWith(Permission.SIZE);
        Map<String, Object> here = kept;
        String[] keys = (measured ? path.substring(0, path.length() - Permission.SIZE.length()) : path).split("\\.");
        for (int i = 0; i < keys.length - 1; i++) {
            Object next = here.computeIfAbsent(keys[i], key -> new LinkedHashMap<String, Object>());
            if (next == Boolean.TRUE) {
                return;
            }
            here = (Map<String, Object>) next;
        }
        String last = keys[keys.length - 1];
        here.put(last, measured && here.get(last) != Boolean.TRUE ? Boolean.FALSE : Boolean.TRUE);
    }

    private static Object prune(Object rule, Object value) {
        if (rule == Boolean.TRUE) {
            return value;
        }
        if (rule == Boolean.FALSE) {
            return size(value);
        }
        Map<?, ?> rules = (Map<?, ?>) rule;
        if (value instanceof List<?> list) {
            List<Object> pruned = new ArrayList<>();
            list.forEach(item -> pruned.add(prune(rule, item)));
            return pruned;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, Object> pruned = new LinkedHashMap<>();
        map.forEach((key, member) -> {
            if (rules.containsKey(key)) {
                pruned.put(key.toString(), prune(rules.get(key), member));
            }
        });
        return pruned;
    }

    private static long size(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().mapToLong(Projection::size).sum();
        }
        if (value instanceof List<?> list) {
            return list.stream().mapToLong(Projection::size).sum();
        }
        return value instanceof String text ? text.length() : 0;
    }
}
