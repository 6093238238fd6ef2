package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pods of each workload that makes pods itself. Such a workload does not say since when it is short; its pods do. */
final class OwnPods {
    static final Permission PERMISSION = Permission.list(
            ResourceType.PODS,
            "spec.nodeName",
            "status.phase",
            "status.conditions.type",
            "status.conditions.status",
            "status.conditions.reason",
            "status.conditions.lastTransitionTime");

    private final Map<String, List<KubeObject>> byController;

    private OwnPods(Map<String, List<KubeObject>> byController) {
        this.byController = byController;
    }

    static OwnPods of(CheckContext context, String controllerKind) throws ClusterException {
        return new OwnPods(context.cluster().list(ResourceType.PODS).stream()
                .filter(pod -> pod.controller()
                        .filter(owner -> owner.kind().equals(controllerKind))
                        .isPresent())
                .collect(Collectors.groupingBy(
                        pod -> pod.controller().orElseThrow().key())));
    }

    /** By whom a person would name: a Deployment has its pods through its ReplicaSets. None where pods cannot be seen. */
    static OwnPods unreadyByOwner(CheckContext context) {
        try {
            return new OwnPods(context.cluster().list(ResourceType.PODS).stream()
                    .filter(OwnPods::isUnready)
                    .filter(pod -> pod.controller().isPresent())
                    .collect(Collectors.groupingBy(pod -> context.owner(pod).key())));
        } catch (ClusterException hidden) {
            return new OwnPods(Map.of());
        }
    }

    List<KubeObject> of(KubeObject workload) {
        return byController.getOrDefault(workload.ref().key(), List.of());
    }

    /** Its pods that are to stay and are not ready. */
    List<KubeObject> unready(KubeObject workload) {
        return of(workload).stream().filter(OwnPods::isUnready).toList();
    }

    /** What has ended is replaced, and may lie about for days: an evicted pod is not one that is missing. */
    private static boolean isUnready(KubeObject pod) {
        return pod.deletionRequested().isEmpty()
                && !List.of("Succeeded", "Failed")
                        .contains(pod.at("status.phase").text())
                && pod.condition("Ready").filter(Condition::isTrue).isEmpty();
    }

    /** Without those whose node came up after that moment: they are only starting. */
    static List<KubeObject> settled(List<KubeObject> pods, DownNodes nodes, Instant before) {
        return pods.stream()
                .filter(pod -> nodes.upSince(pod).filter(before::isBefore).isEmpty())
                .toList();
    }

    /** Its pods that were to go that long ago and are still there. */
    List<KubeObject> leaving(KubeObject workload, Instant before) {
        return of(workload).stream()
                .filter(pod -> pod.deletionRequested()
                        .filter(asked -> asked.isBefore(before))
                        .isPresent())
                .toList();
    }

    /** For a cause line: {@code Pod shop/db-2 is not ready, nor are 2 more}. */
    static String words(List<KubeObject> unready) {
        return unready.get(0) + " is not ready"
                + (unready.size() > 1
                        ? ", nor " + (unready.size() == 2 ? "is 1 more" : "are " + (unready.size() - 1) + " more")
                        : "");
    }

    /** Since when the first of these has not been ready. */
    static Optional<Instant> since(List<KubeObject> unready) {
        return unready.stream()
                .map(pod -> pod.condition("Ready").flatMap(Condition::since).or(pod::created))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }
}
