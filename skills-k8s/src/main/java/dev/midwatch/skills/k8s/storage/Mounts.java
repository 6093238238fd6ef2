package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which nodes are ready, and which claims running pods mount there. */
final class Mounts {
    static final Permission PODS = Permission.list(
            ResourceType.PODS, "spec.nodeName", "spec.volumes.persistentVolumeClaim.claimName", "status.phase");

    private static final int FEW = 5;

    private final Map<String, KubeObject> ready;
    private final Set<String> nodes = new TreeSet<>();
    private final Map<String, List<String>> pods = new HashMap<>();

    private Mounts(Map<String, KubeObject> ready) {
        this.ready = ready;
    }

    /** A node that is not ready answers nobody; that it is not is told. */
    static Mounts of(CheckContext context) throws ClusterException {
        List<KubeObject> nodes = context.cluster().list(ResourceType.NODES);
        List<KubeObject> pods = context.cluster().list(ResourceType.PODS);
        return context.once(Mounts.class, "", () -> of(nodes, pods));
    }

    private static Mounts of(List<KubeObject> nodes, List<KubeObject> pods) {
        Map<String, KubeObject> ready = nodes.stream()
                .filter(node ->
                        node.condition("Ready").filter(Condition::isTrue).isPresent())
                .collect(Collectors.toMap(KubeObject::name, node -> node, (one, other) -> one, TreeMap::new));
        Mounts mounts = new Mounts(ready);
        for (KubeObject pod : pods) {
            List<String> claims = claims(pod);
            if (!claims.isEmpty() && pod.at("status.phase").is("Running")) {
                KubeObject node = ready.get(pod.at("spec.nodeName").text());
                if (node != null) {
                    mounts.nodes.add(node.name());
                }
                claims.forEach(claim -> mounts.pods
                        .computeIfAbsent(pod.namespace() + "/" + claim, none -> new ArrayList<>())
                        .add(pod.name()));
            }
        }
        return mounts;
    }

    private static List<String> claims(KubeObject pod) {
        return pod.at("spec.volumes").items().stream()
                .map(volume -> volume.at("persistentVolumeClaim.claimName").text())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Where a kubelet may have measured a claim's volume. */
    Set<String> nodes() {
        return nodes;
    }

    /** Those whose kubelets answer, with claims or without. */
    Collection<KubeObject> readyNodes() {
        return ready.values();
    }

    boolean has(KubeObject claim) {
        return pods.containsKey(key(claim));
    }

    /** {@code db-0, db-1 and 3 more}; empty if none runs. */
    String podsOf(KubeObject claim) {
        List<String> all = pods.getOrDefault(key(claim), List.of());
        String first = all.stream().sorted().limit(FEW).collect(Collectors.joining(", "));
        return all.size() <= FEW ? first : first + " and " + (all.size() - FEW) + " more";
    }

    private static String key(KubeObject claim) {
        return claim.namespace() + "/" + claim.name();
    }
}
