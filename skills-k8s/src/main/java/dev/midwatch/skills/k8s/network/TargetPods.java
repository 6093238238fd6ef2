package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.LabelMatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One of a Service's pods to look at. It is read whole, and only for the few Services that do not look sound. */
final class TargetPods {
    static final Setting AFTER =
            new Setting("after", Duration.ofMinutes(5), "how long after a Service or a pod the ports may come");

    private static final int READS = 20;

    private final CheckContext context;
    private final Map<String, List<KubeObject>> pods;
    private int reads;

    private TargetPods(CheckContext context, Map<String, List<KubeObject>> pods) {
        this.context = context;
        this.pods = pods;
    }

    static List<Permission> permissions() {
        return List.of(Permission.list(ResourceType.PODS, "status.phase"), Permission.get(ResourceType.PODS));
    }

    static TargetPods of(CheckContext context) throws ClusterException {
        return new TargetPods(
                context,
                context.cluster().list(ResourceType.PODS).stream()
                        .filter(pod -> pod.deletionRequested().isEmpty()
                                && pod.at("status.phase").is("Running"))
                        .collect(Collectors.groupingBy(KubeObject::namespace)));
    }

    /** One of its pods, read whole, that is old enough to be judged; none when many were read already. */
    Optional<KubeObject> one(KubeObject service) throws ClusterException {
        Optional<KubeObject> pod = LabelMatch.of(
                        service.at("spec.selector").textMembers(), pods.getOrDefault(service.namespace(), List.of()))
                .pods()
                .stream()
                .filter(found -> Age.reached(context, found.created(), "after", service))
                .findFirst();
        if (pod.isEmpty() || reads >= READS || !Age.reached(context, service.created(), "after", service)) {
            return Optional.empty();
        }
        reads++;
        return context.cluster()
                .find(ResourceType.PODS, pod.get().namespace(), pod.get().name());
    }
}
