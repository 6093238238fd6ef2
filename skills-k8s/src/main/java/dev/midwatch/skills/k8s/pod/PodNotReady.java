package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pods that run but get no traffic: a container fails its readiness probe, or a readiness gate stays shut. */
public final class PodNotReady implements Check {
    @Override
    public String name() {
        return "pod-not-ready";
    }

    @Override
    public String description() {
        return "Pods that run and are not ready";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                PodFields.with(),
                DownNodes.PERMISSION,
                Warnings.PERMISSION,
                Permission.get(ResourceType.PODS),
                Permission.logs());
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(5), "how long a pod may be not ready while its probe fails"),
                new Setting(
                        "silent_after",
                        Duration.ofMinutes(15),
                        "how long it may be not ready while no event says why"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Warnings warnings = Warnings.visible(context);
        DownNodes downNodes = DownNodes.of(context);
        Words words = new Words(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject pod : Pods.alive(context)) {
            if (!Pods.isPhase(pod, "Running") || PodOrigin.isOf(pod, "Job")) {
                continue;
            }
            pod.condition("Ready")
                    .filter(ready -> !ready.isTrue())
                    .flatMap(ready -> finding(context, pod, ready, Pods.begun(pod, downNodes), warnings, words))
                    .map(finding -> finding.dependsOn(downNodes.under(pod)))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> finding(
            CheckContext context,
            KubeObject pod,
            Condition ready,
            Optional<Instant> begun,
            Warnings warnings,
            Words words) {
        List<ContainerState> unready = ContainerState.of(pod).stream()
                // Of init containers only those still run that are sidecars.
                .filter(container -> !container.ready() && (!container.init() || container.isRunning()))
                .toList();
        boolean gate = unready.isEmpty() && ready.reason().equals("ReadinessGatesNotReady");
        boolean running = !unready.isEmpty() && unready.stream().allMatch(ContainerState::isRunning);
        Optional<Event> probe = gate ? Optional.empty() : probe(pod, unready, warnings);
        boolean lasting = Age.reached(context, begun, isFailing(probe) ? "after" : "silent_after", pod);
        if (!lasting || !(gate || running) || isCrashing(context, unready)) {
            return Optional.empty();
        }
        String containers = unready.stream().map(ContainerState::name).collect(Collectors.joining(", "));
        Finding finding = Finding.warning("PodNotReady", pod)
                .owner(PodOrigin.owner(context, pod))
                .causeClass(gate ? "gate" : "probe")
                .summary(
                        gate
                                ? pod + " runs, but a readiness gate is shut"
                                : "%s runs and is not ready: container %s".formatted(pod, containers))
                .cause(OneLine.of(ready.message()))
                .since(ready.since())
                .look("kubectl -n %s describe pod %s".formatted(pod.namespace(), pod.name()));
        return Optional.of(gate ? finding : words.of(pod, unready.get(0), probe, finding));
    }

    /** A startup probe fails until the program is up; the kubelet ends it when that takes longer than its owner allows. */
    private static boolean isFailing(Optional<Event> probe) {
        return probe.isPresent()
                && probe.flatMap(Probe::of).filter(Probe.STARTUP::equals).isEmpty();
    }

    /** What the kubelet last said of the probe that keeps it unready: also one that has not let it begin yet. */
    private static Optional<Event> probe(KubeObject pod, List<ContainerState> unready, Warnings warnings) {
        return warnings.about(pod.ref(), "Unhealthy")
                .filter(event -> event.container().isEmpty()
                        || unready.stream()
                                .anyMatch(container -> container.name().equals(event.container())))
                .max(Comparator.comparing((Event event) -> Probe.of(event).isPresent())
                        .thenComparing(event -> event.last().orElse(Instant.EPOCH)));
    }

    /** Between two crashes a container is not ready either; that is told as the crash it is. */
    private static boolean isCrashing(CheckContext context, List<ContainerState> unready) {
        return unready.stream().anyMatch(container -> Crash.isBetweenCrashes(context, container));
    }
}
