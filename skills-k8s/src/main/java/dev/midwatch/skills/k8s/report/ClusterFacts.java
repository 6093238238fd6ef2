package dev.midwatch.skills.k8s.report;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;

/** Nodes and pods. */
final class ClusterFacts {
    private ClusterFacts() {}

    static String nodes(ClusterReader cluster) throws ClusterException {
        List<KubeObject> nodes = cluster.list(ResourceType.NODES);
        List<String> down = names(nodes.stream()
                .filter(node ->
                        node.condition("Ready").filter(Condition::isTrue).isEmpty())
                .toList());
        List<String> closed = names(nodes.stream()
                .filter(node -> node.at("spec.unschedulable").isTrue())
                .toList());
        return "%d of %d ready".formatted(nodes.size() - down.size(), nodes.size())
                + (down.isEmpty() ? "" : "; not ready " + Listing.counted(down))
                + (closed.isEmpty() ? "" : "; closed to new pods " + Listing.counted(closed));
    }

    private static List<String> names(List<KubeObject> objects) {
        return objects.stream().map(KubeObject::name).sorted().toList();
    }

    static String podsNotRunning(ClusterReader cluster) throws ClusterException {
        ListQuery query = ListQuery.of(ResourceType.PODS).where("status.phase!=Running,status.phase!=Succeeded");
        return Listing.counted(cluster.list(query).stream()
                .map(pod -> "%s/%s %s"
                        .formatted(
                                pod.namespace(),
                                pod.name(),
                                pod.at("status.reason")
                                        .text(pod.at("status.phase").text())))
                .sorted()
                .toList());
    }
}
