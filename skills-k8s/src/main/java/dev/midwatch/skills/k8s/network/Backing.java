package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import dev.midwatch.skills.k8s.evidence.LabelMatch;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands behind Services: ready endpoints, or why there are none. */
public final class Backing {
    private static final int FEW = 20;

    private final CheckContext context;
    private final Set<String> ready = new HashSet<>();
    private final Set<String> unready = new HashSet<>();
    private final Map<String, List<KubeObject>> pods;
    private final DownNodes downNodes;
    private final ScaledToZero asleep;

    private Backing(CheckContext context, Map<String, List<KubeObject>> pods) {
        this.context = context;
        this.pods = pods;
        this.downNodes = DownNodes.of(context);
        this.asleep = ScaledToZero.of(context);
    }

    /** What reading it needs, with these fields of Services besides. */
    public static List<Permission> permissions(String... ofServices) {
        return List.of(
                Permission.list(
                        ResourceType.SERVICES,
                        Stream.concat(Stream.of("spec.type", "spec.selector", "spec.clusterIP"), Stream.of(ofServices))
                                .toArray(String[]::new)),
                Permission.list(ResourceType.ENDPOINT_SLICES, "endpoints.conditions.ready"),
                Permission.list(
                        ResourceType.PODS,
                        "spec.nodeName",
                        "status.phase",
                        "status.conditions.type",
                        "status.conditions.status",
                        "status.conditions.lastTransitionTime"),
                ScaledToZero.deployments(),
                ScaledToZero.statefulSets(),
                ScaledToZero.daemonSets(),
                DownNodes.PERMISSION);
    }

    /**
     * As the snapshot shows it.
     *
     * @throws ClusterException if endpoints or pods cannot be seen
     */
    public static Backing of(CheckContext context) throws ClusterException {
        List<KubeObject> pods = context.cluster().list(ResourceType.PODS);
        List<KubeObject> slices = context.cluster().list(ResourceType.ENDPOINT_SLICES);
        return context.once(Backing.class, "", () -> {
            Backing backing = new Backing(context, staying(pods));
            slices.forEach(backing::add);
            return backing;
        });
    }

    private static Map<String, List<KubeObject>> staying(List<KubeObject> pods) {
        return pods.stream()
                .filter(pod -> pod.deletionRequested().isEmpty())
                .filter(pod -> !pod.at("status.phase").is("Succeeded")
                        && !pod.at("status.phase").is("Failed"))
                .collect(Collectors.groupingBy(KubeObject::namespace));
    }

    private void add(KubeObject slice) {
        String service = slice.namespace() + "/"
                + slice.at("metadata.labels").get("kubernetes.io/service-name").text();
        slice.at("endpoints")
                .items()
                .forEach(endpoint -> (endpoint.at("conditions.ready").is("false") ? unready : ready).add(service));
    }

    /** Whether all that tells how a namespace's Services are served can be seen. */
    public boolean isKnown(String namespace) {
        return context.cluster().sees(ResourceType.ENDPOINT_SLICES, namespace)
                && context.cluster().sees(ResourceType.PODS, namespace);
    }

    public boolean isServed(KubeObject service) {
        return ready.contains(service.namespace() + "/" + service.name());
    }

    /** Whether it has endpoints that are ready and others that are not. */
    boolean isServedInPart(KubeObject service) {
        return isServed(service) && unready.contains(service.namespace() + "/" + service.name());
    }

    /** Whether the pods of a StatefulSet have their names by it. */
    boolean isGoverning(KubeObject service) {
        return asleep.isGoverning(service);
    }

    /** The pods it selects that are to stay. */
    List<KubeObject> pods(KubeObject service) {
        return match(service).pods();
    }

    private LabelMatch match(KubeObject service) {
        return LabelMatch.of(service.at("spec.selector").textMembers(), podsOf(service));
    }

    private List<KubeObject> podsOf(KubeObject service) {
        return pods.getOrDefault(service.namespace(), List.of());
    }

    /** Why nothing serves it; empty if something does, or if that cannot be seen. */
    public Optional<Gap> gap(KubeObject service) {
        if (isServed(service) || !isKnown(service.namespace())) {
            return Optional.empty();
        }
        LabelMatch match = match(service);
        if (!match.pods().isEmpty()) {
            return Optional.of(match.pods().stream().anyMatch(Backing::isReady) ? unlisted(match) : unready(match));
        }
        if (!asleep.isKnown(service.namespace())) {
            return Optional.empty();
        }
        List<ObjectRef> sleeping = asleep.sleeping(service);
        List<ObjectRef> awake = asleep.awake(service);
        if (!sleeping.isEmpty() && awake.isEmpty()) {
            return Optional.of(new Gap(
                    Gap.Kind.ASLEEP,
                    sleeping.get(0) + " is scaled to zero",
                    match.selector(),
                    Optional.empty(),
                    List.of()));
        }
        return awake.isEmpty() && RoleLabel.isSpare(service.at("spec.selector").textMembers(), podsOf(service))
                ? Optional.empty()
                : Optional.of(new Gap(
                        Gap.Kind.NO_PODS,
                        awake.isEmpty() ? match.miss() : awake.get(0) + " would have such pods, but has none",
                        match.selector(),
                        Optional.empty(),
                        awake));
    }

    private Gap unready(LabelMatch match) {
        List<KubeObject> selected = match.pods();
        return new Gap(
                Gap.Kind.NOT_READY,
                selected.size() == 1
                        ? "the one pod it selects is not ready"
                        : "none of the %d pods it selects is ready".formatted(selected.size()),
                selected.stream().limit(5).map(KubeObject::name).collect(Collectors.joining(", ")),
                unreadySince(selected).max(Comparator.naturalOrder()),
                explaining(selected));
    }

    private static Gap unlisted(LabelMatch match) {
        List<KubeObject> ready = match.pods().stream().filter(Backing::isReady).toList();
        return new Gap(
                Gap.Kind.UNLISTED,
                "of the pods it selects %d are ready, and no EndpointSlice has them".formatted(ready.size()),
                ready.stream().limit(5).map(KubeObject::name).collect(Collectors.joining(", ")),
                Optional.empty(),
                List.of());
    }

    private static boolean isReady(KubeObject pod) {
        return pod.condition("Ready").filter(Condition::isTrue).isPresent();
    }

    /** Since when the first of these pods has not been ready. */
    static Optional<Instant> since(List<KubeObject> pods) {
        return unreadySince(pods).min(Comparator.naturalOrder());
    }

    private static Stream<Instant> unreadySince(List<KubeObject> pods) {
        return pods.stream()
                .map(pod -> pod.condition("Ready").flatMap(Condition::since).or(pod::created))
                .flatMap(Optional::stream);
    }

    /** Whatever is known of the pods, their workloads and their nodes. */
    List<ObjectRef> explaining(List<KubeObject> unreadyPods) {
        List<ObjectRef> explainedBy = new ArrayList<>();
        unreadyPods.stream().limit(FEW).forEach(pod -> {
            explainedBy.add(PodOrigin.owner(context, pod));
            explainedBy.add(pod.ref());
            explainedBy.addAll(downNodes.under(pod));
        });
        return explainedBy.stream().distinct().toList();
    }
}
