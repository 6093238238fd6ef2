package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pods of a run, and since when they are as they are. */
final class Pods {
    private Pods() {}

    /** Those that are meant to run: not finished, not being deleted. */
    static List<KubeObject> alive(CheckContext context) throws ClusterException {
        return context.cluster().list(ResourceType.PODS).stream()
                .filter(pod -> pod.deletionRequested().isEmpty())
                .filter(pod -> !isPhase(pod, "Succeeded") && !isPhase(pod, "Failed"))
                .toList();
    }

    static boolean isPhase(KubeObject pod, String phase) {
        return pod.at("status.phase").is(phase);
    }

    /** When the scheduler gave it a node; of a pod without that condition, when it was made. */
    static Optional<Instant> scheduled(KubeObject pod) {
        return pod.condition("PodScheduled")
                .filter(Condition::isTrue)
                .flatMap(Condition::since)
                .or(() -> pod.at("status.startTime").time())
                .or(pod::created);
    }

    /** Since when it is not ready; empty if it is, or does not say. */
    static Optional<Instant> notReadySince(KubeObject pod) {
        return pod.condition("Ready").filter(ready -> !ready.isTrue()).flatMap(Condition::since);
    }

    /** The latest moment at which it had to begin anew: it got its node, its node came up, or it stopped being ready. */
    static Optional<Instant> begun(KubeObject pod, DownNodes nodes) {
        return Stream.of(scheduled(pod), nodes.upSince(pod), notReadySince(pod))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }
}
