package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Pods that were asked to go and are still there. */
public final class PodStuckTerminating implements Check {
    @Override
    public String name() {
        return "pod-stuck-terminating";
    }

    @Override
    public String description() {
        return "Pods that are being deleted and do not go away";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(PodFields.with(), DownNodes.PERMISSION, Warnings.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(5), "how long past its grace period a pod may take to go"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        DownNodes downNodes = DownNodes.of(context);
        Inventory nodes = Inventory.of(context, ResourceType.NODES);
        Warnings warnings = Warnings.visible(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject pod : context.cluster().list(ResourceType.PODS)) {
            // Of a pod this time is the end of its grace period, not the moment of the request.
            if (pod.deletionRequested().isPresent()
                    && Age.reached(context, pod.deletionRequested(), "after", pod)
                    && Age.reached(context, downNodes.upSince(pod), "after", pod)) {
                findings.add(finding(context, pod, nodes, warnings).dependsOn(downNodes.under(pod)));
            }
        }
        return findings;
    }

    private static Finding finding(CheckContext context, KubeObject pod, Inventory nodes, Warnings warnings) {
        List<String> finalizers = pod.at("metadata.finalizers").texts();
        String node = pod.at("spec.nodeName").text();
        return Finding.warning("PodStuckTerminating", pod)
                .owner(PodOrigin.owner(context, pod))
                .causeClass(finalizers.isEmpty() ? "node" : "finalizer")
                .summary(pod + " is being deleted and does not go away")
                .cause(
                        finalizers.isEmpty()
                                ? unconfirmed(pod, nodes, warnings)
                                : "it waits for whoever set the finalizer " + String.join(", ", finalizers))
                .evidence("still running", running(pod))
                .evidence("node", node)
                .evidence("finalizers", String.join(", ", finalizers))
                .since(pod.deletionRequested())
                .look("kubectl -n %s get pod %s -o yaml".formatted(pod.namespace(), pod.name()));
    }

    private static String unconfirmed(KubeObject pod, Inventory nodes, Warnings warnings) {
        String node = pod.at("spec.nodeName").text();
        if (node.isEmpty()) {
            return "it has no node, and its deletion was not confirmed";
        }
        if (nodes.lacks("", node)) {
            return "its node %s is not there any more".formatted(node);
        }
        return "the kubelet of %s has not confirmed that its containers are gone".formatted(node)
                + warnings.latest(
                                pod.ref(), "FailedKillPod", "FailedPreStopHook", "FailedUnMount", "ExceededGracePeriod")
                        .map(event -> ": " + OneLine.of(event.message()))
                        .orElse("");
    }

    private static String running(KubeObject pod) {
        return ContainerState.of(pod).stream()
                .filter(ContainerState::isRunning)
                .map(ContainerState::name)
                .collect(Collectors.joining(", "));
    }
}
