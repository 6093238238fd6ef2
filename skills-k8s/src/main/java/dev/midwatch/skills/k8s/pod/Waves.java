package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Containers of many workloads that end on one node at about the same time: that is the node's doing, not theirs.
 *
 * @param kills by node, what was killed for memory in a wave, oldest first
 * @param stops by node, what ended together with most of what runs there, as when the node restarts
 */
record Waves(Map<String, List<Waves.End>> kills, Map<String, List<Waves.End>> stops) {
    /** Fewer workloads may have met by chance. */
    private static final int MANY = 3;

    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final Duration KILLS_APART = Duration.ofMinutes(10);
    /** Within which a node that stops takes all its containers with it. */
    private static final Duration STOPS_APART = Duration.ofMinutes(2);

    /** The last end of a container. */
    record End(ObjectRef pod, ObjectRef owner, String container, Instant at, boolean memory) {}

    static Waves of(CheckContext context) throws ClusterException {
        List<KubeObject> pods = Pods.alive(context);
        Map<String, List<End>> kills = new TreeMap<>();
        Map<String, List<End>> stops = new TreeMap<>();
        for (Map.Entry<String, List<End>> node : ends(context, pods).entrySet()) {
            List<End> ends = node.getValue();
            kills.put(node.getKey(), together(ends.stream().filter(End::memory).toList(), KILLS_APART, MANY));
            if (ends.size() >= MANY) {
                long workloads = pods.stream()
                        .filter(pod -> pod.at("spec.nodeName").is(node.getKey()))
                        .map(pod -> PodOrigin.owner(context, pod))
                        .distinct()
                        .count();
                stops.put(
                        node.getKey(),
                        together(
                                ends.stream().filter(end -> !end.memory()).toList(),
                                STOPS_APART,
                                Math.max(MANY, (workloads + 1) / 2)));
            }
        }
        kills.values().removeIf(List::isEmpty);
        return new Waves(kills, stops);
    }

    private static Map<String, List<End>> ends(CheckContext context, List<KubeObject> pods) {
        return pods.stream()
                .filter(pod -> !pod.at("spec.nodeName").text().isEmpty())
                .flatMap(pod -> ContainerState.of(pod).stream()
                        .filter(container -> !container.init())
                        .flatMap(container -> end(context, pod, container))
                        .map(end -> Map.entry(pod.at("spec.nodeName").text(), end)))
                .sorted(Comparator.comparing(entry -> entry.getValue().at()))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Stream<End> end(CheckContext context, KubeObject pod, ContainerState container) {
        return container.lastExit().stream()
                .flatMap(exit -> exit.finished().stream()
                        .filter(at -> context.age(at).compareTo(REMEMBERED) < 0)
                        .map(at -> new End(
                                pod.ref(), PodOrigin.owner(context, pod), container.name(), at, exit.outOfMemory())));
    }

    /** Those that lie, within that time, among ends of enough workloads. */
    private static List<End> together(List<End> sorted, Duration apart, long many) {
        Set<End> waves = new HashSet<>();
        int first = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (sorted.get(first).at().plus(apart).isBefore(sorted.get(last).at())) {
                first++;
            }
            List<End> window = new ArrayList<>(sorted.subList(first, last + 1));
            if (window.stream().map(End::owner).distinct().count() >= many) {
                waves.addAll(window);
            }
        }
        return sorted.stream().filter(waves::contains).toList();
    }

    /** Whether the container ended because its node stopped. */
    boolean stopped(KubeObject pod, ContainerState container) {
        return holds(stops, pod, container);
    }

    /** When the pod's node last stopped, as the ends on it tell. */
    Optional<Instant> nodeStopped(KubeObject pod) {
        List<End> ends = stops.getOrDefault(pod.at("spec.nodeName").text(), List.of());
        return ends.isEmpty()
                ? Optional.empty()
                : Optional.of(ends.get(ends.size() - 1).at());
    }

    /** The pod's node, to depend on if its container was killed for memory in a wave. */
    List<ObjectRef> blame(KubeObject pod, ContainerState container) {
        return holds(kills, pod, container)
                ? List.of(ObjectRef.of(
                        ResourceType.NODES, "", pod.at("spec.nodeName").text()))
                : List.of();
    }

    private static boolean holds(Map<String, List<End>> waves, KubeObject pod, ContainerState container) {
        return waves.getOrDefault(pod.at("spec.nodeName").text(), List.of()).stream()
                .anyMatch(end -> end.pod().equals(pod.ref()) && end.container().equals(container.name()));
    }
}
