package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which objects of a type there are, so that a reference to one that is not there can be told from one that cannot be seen. */
public final class Inventory {
    private static final int FEW = 4;

    private final ClusterReader cluster;
    private final ResourceType type;
    private final Map<String, Map<String, KubeObject>> byNamespace;

    private Inventory(ClusterReader cluster, ResourceType type, Map<String, Map<String, KubeObject>> byNamespace) {
        this.cluster = cluster;
        this.type = type;
        this.byNamespace = byNamespace;
    }

    /** The permission for types of which only names are asked. */
    public static Permission namesOf(ResourceType type) {
        return Permission.list(type, "metadata.name");
    }

    /** What can be seen of the type; nothing if nothing can be seen, and then nothing is ever said to be missing. */
    public static Inventory of(CheckContext context, ResourceType type) {
        try {
            List<KubeObject> all = context.cluster().list(type);
            return context.once(Inventory.class, type, () -> new Inventory(context.cluster(), type, byNamespace(all)));
        } catch (ClusterException hidden) {
            return new Inventory(context.cluster(), type, Map.of());
        }
    }

    private static Map<String, Map<String, KubeObject>> byNamespace(List<KubeObject> all) {
        Map<String, Map<String, KubeObject>> found = new HashMap<>();
        for (KubeObject object : all) {
            found.computeIfAbsent(object.namespace(), namespace -> new TreeMap<>())
                    .put(object.name(), object);
        }
        return found;
    }

    /** Whether there is no such object, and it would be seen if there were. */
    public boolean lacks(String namespace, String name) {
        return find(namespace, name).isEmpty() && isWhole(namespace);
    }

    /** Whether all there is of the type in a namespace is seen. */
    public boolean isWhole(String namespace) {
        return cluster.sees(type, namespace);
    }

    /** All of the type in a namespace. */
    public Collection<KubeObject> in(String namespace) {
        return byNamespace.getOrDefault(namespace, Map.of()).values();
    }

    public Optional<KubeObject> find(String namespace, String name) {
        return Optional.ofNullable(byNamespace.getOrDefault(namespace, Map.of()).get(name));
    }

    /** For a cause line: the name that was probably meant, or what names there are. */
    public String nearest(String namespace, String name) {
        Set<String> names = byNamespace.getOrDefault(namespace, Map.of()).keySet();
        return NearestName.to(name, names)
                .map(near -> "the nearest name there is " + near)
                .orElse(
                        names.isEmpty()
                                ? "there is none at all"
                                : names.size() <= FEW
                                        ? "there is only " + String.join(", ", names)
                                        : "nothing there has a name like it");
    }
}
