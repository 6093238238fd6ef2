package dev.midwatch.skills.k8s.node;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import dev.midwatch.skills.k8s.evidence.Tolerations;
import java.util.ArrayList;
import java.util.List;

/** Nodes kept for pods that there are none of: a taint that no pod tolerates but those that are on every node. */
public final class NodeTaints implements Check {
    @Override
    public String name() {
        return "node-taints";
    }

    @Override
    public String description() {
        return "Nodes with a taint that no workload tolerates";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.NODES, "spec.taints.key", "spec.taints.value", "spec.taints.effect"),
                Permission.list(ResourceType.PODS, "spec.tolerations", "status.phase"));
    }

    @Override
    public boolean lint() {
        return true;
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<KubeObject> pods = context.cluster().list(ResourceType.PODS).stream()
                .filter(pod -> !PodOrigin.isOf(pod, "DaemonSet") && !PodOrigin.isOf(pod, "Node"))
                .toList();
        List<Finding> findings = new ArrayList<>();
        if (!context.cluster().sees(ResourceType.PODS, "")) {
            return findings;
        }
        for (KubeObject node : context.cluster().list(ResourceType.NODES)) {
            node.at("spec.taints").items().stream()
                    .filter(NodeTaints::isOfPeople)
                    .filter(taint -> pods.stream()
                            .noneMatch(pod -> Tolerations.of(pod.at("spec")).allow(taint)))
                    .findFirst()
                    .map(taint -> finding(node, taint))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /** Not of Kubernetes, which taints by itself and keeps pods off control planes. */
    private static boolean isOfPeople(Json taint) {
        String key = taint.get("key").text();
        return !taint.get("effect").is("PreferNoSchedule")
                && !key.isEmpty()
                && !key.contains("node.kubernetes.io/")
                && !key.contains("node-role.kubernetes.io/")
                && !key.contains("cloudprovider.kubernetes.io/")
                && !key.contains("Autoscaler")
                && !key.startsWith("karpenter.sh/");
    }

    private static Finding finding(KubeObject node, Json taint) {
        String value = taint.get("value").text();
        String written = taint.get("key").text() + (value.isEmpty() ? "" : "=" + value) + ":"
                + taint.get("effect").text();
        return Finding.info("NodeTaintUnused", node)
                .causeClass(taint.get("key").text())
                .summary("%s is kept for pods that tolerate %s, and there are none".formatted(node, written))
                .look("kubectl describe node " + node.name());
    }
}
