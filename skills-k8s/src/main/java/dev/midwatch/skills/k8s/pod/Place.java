package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Requests;
import dev.midwatch.skills.k8s.evidence.Tolerations;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A node as a place for one more pod.
 *
 * @param pods     those on it that are not over
 * @param requests counts what they ask for
 */
record Place(KubeObject node, List<KubeObject> pods, Requests requests) {
    static List<Permission> permissions() {
        return List.of(Permission.list(
                ResourceType.NODES, "spec.unschedulable", "spec.taints", "status.allocatable", "status.conditions"));
    }

    /** All nodes; none if nodes cannot be seen. */
    static List<Place> all(CheckContext context) throws ClusterException {
        var byNode = Pods.alive(context).stream()
                .collect(Collectors.groupingBy(pod -> pod.at("spec.nodeName").text()));
        Requests requests = new Requests();
        try {
            return context.cluster().list(ResourceType.NODES).stream()
                    .map(node -> new Place(node, byNode.getOrDefault(node.name(), List.of()), requests))
                    .toList();
        } catch (ClusterException hidden) {
            return List.of();
        }
    }

    String name() {
        return node.name();
    }

    ObjectRef ref() {
        return node.ref();
    }

    /** Its label by which volumes and selectors know it. */
    String hostname() {
        return node.labels().getOrDefault("kubernetes.io/hostname", node.name());
    }

    double allocatable(String resource) {
        return requests.amount(node.at("status.allocatable").get(resource));
    }

    /** What is left once every pod on it gets what it requests. */
    double free(String resource) {
        double taken = resource.equals("pods")
                ? pods.size()
                : pods.stream()
                        .mapToDouble(pod -> requests.of(pod.at("spec"), resource))
                        .sum();
        return Math.max(0, allocatable(resource) - taken);
    }

    boolean isReady() {
        return node.condition("Ready").filter(Condition::isTrue).isPresent();
    }

    boolean isCordoned() {
        return node.at("spec.unschedulable").isTrue();
    }

    /** Whether a pod may go there as far as readiness, cordon and taints go. */
    boolean isOpenTo(Json podSpec) {
        return isReady() && !isCordoned() && repelling(podSpec).isEmpty();
    }

    /** Its taints that keep the pod away. */
    List<Json> repelling(Json podSpec) {
        Tolerations tolerations = Tolerations.of(podSpec);
        return node.at("spec.taints").items().stream()
                .filter(taint -> !taint.get("effect").is("PreferNoSchedule") && !tolerations.allow(taint))
                .toList();
    }
}
