package dev.midwatch.skills.k8s.capacity;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import dev.midwatch.skills.k8s.evidence.Requests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A node and what its pods ask for.
 *
 * @param pods    how many there are that have not finished
 * @param movable what those ask for that would have to go elsewhere without the node, by resource
 * @param bound   what those ask for that are of every node, by resource
 */
record Room(KubeObject node, long pods, Map<String, Double> movable, Map<String, Double> bound) {
    static final List<String> RESOURCES = List.of("memory", "cpu");
    static final Permission NODES = Permission.list(
            ResourceType.NODES,
            "spec.unschedulable",
            "spec.taints.key",
            "spec.taints.effect",
            "status.conditions",
            "status.allocatable.cpu",
            "status.allocatable.memory",
            "status.allocatable.pods");
    static final Permission PODS = Permission.list(
            ResourceType.PODS,
            Stream.concat(Stream.of("spec.nodeName", "status.phase"), Requests.fields().stream())
                    .toArray(String[]::new));

    /** Of all nodes, in the order of the list. */
    static List<Room> all(CheckContext context) throws ClusterException {
        Map<String, List<KubeObject>> pods = new LinkedHashMap<>();
        List<KubeObject> nodes = context.cluster().list(ResourceType.NODES);
        nodes.forEach(node -> pods.put(node.name(), new ArrayList<>()));
        for (KubeObject pod : context.cluster().list(ResourceType.PODS)) {
            List<KubeObject> there = pods.get(pod.at("spec.nodeName").text());
            boolean finished = pod.at("status.phase").is("Succeeded")
                    || pod.at("status.phase").is("Failed");
            if (there != null && !finished) {
                there.add(pod);
            }
        }
        Requests requests = new Requests();
        return nodes.stream()
                .map(node -> of(node, pods.get(node.name()), requests))
                .toList();
    }

    private static Room of(KubeObject node, List<KubeObject> pods, Requests requests) {
        Map<String, Double> movable = new LinkedHashMap<>();
        Map<String, Double> bound = new LinkedHashMap<>();
        for (KubeObject pod : pods) {
            boolean stays = PodOrigin.isOf(pod, "DaemonSet") || PodOrigin.isOf(pod, "Node");
            RESOURCES.forEach(resource ->
                    (stays ? bound : movable).merge(resource, requests.of(pod.at("spec"), resource), Double::sum));
        }
        return new Room(node, pods.size(), movable, bound);
    }

    /** Whether pods of others may come to it: ready, open, and not kept for some. */
    boolean takesPods() {
        return node.condition("Ready").filter(Condition::isTrue).isPresent()
                && !node.at("spec.unschedulable").isTrue()
                && node.deletionRequested().isEmpty()
                && node.at("spec.taints").items().stream()
                        .map(taint -> taint.get("effect"))
                        .noneMatch(Room::keepsOut);
    }

    private static boolean keepsOut(Json effect) {
        return effect.is("NoSchedule") || effect.is("NoExecute");
    }

    double allocatable(String resource, Requests amounts) {
        return amounts.amount(node.at("status.allocatable").get(resource));
    }

    double asked(String resource) {
        return movable.getOrDefault(resource, 0.0) + bound.getOrDefault(resource, 0.0);
    }
}
