package dev.midwatch.skills.lint;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which names of a type there are, so that what is not there can be told from what cannot be seen. */
final class Known {
    private final ClusterReader cluster;
    private final ResourceType type;
    private final Map<String, Set<String>> names = new HashMap<>();

    private Known(ClusterReader cluster, ResourceType type) {
        this.cluster = cluster;
        this.type = type;
    }

    /** Of a type of which nothing can be seen nothing is ever missing. */
    static Known of(CheckContext context, ResourceType type) {
        Known known = new Known(context.cluster(), type);
        try {
            for (KubeObject object : context.cluster().list(type)) {
                known.names
                        .computeIfAbsent(object.namespace(), namespace -> new TreeSet<>())
                        .add(object.name());
            }
        } catch (ClusterException hidden) {
            // The coverage tells it, and lacks() asks whether the type is seen.
            return known;
        }
        return known;
    }

    boolean lacks(ObjectRef ref) {
        return !in(ref.namespace()).contains(ref.name()) && cluster.sees(type, ref.namespace());
    }

    /** For a cause line: the name that was probably meant, where one begins with the other or differs in a letter or two. */
    String nearest(ObjectRef ref) {
        return in(ref.namespace()).stream()
                .filter(name ->
                        name.startsWith(ref.name()) || ref.name().startsWith(name) || differ(name, ref.name()) <= 1)
                .findFirst()
                .map(name -> ", but " + name)
                .orElse("");
    }

    private Set<String> in(String namespace) {
        return names.getOrDefault(namespace, Set.of());
    }

    /** In how many letters two names differ beside what they begin and end with alike. */
    private static int differ(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int start = 0;
        while (start < most && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < most - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        return Math.max(one.length(), other.length()) - start - end;
    }
}
