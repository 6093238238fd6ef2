package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.Exit;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pods that are over and did not succeed, and pods of which nobody knows: evicted, failed, lost with their node. */
public final class PodFailed implements Check {
    /** Ends that are part of running a cluster, once a controller has made another pod. */
    private static final Set<String> ROUTINE =
            Set.of("Preempting", "Preempted", "Shutdown", "NodeShutdown", "Terminated", "NodeAffinity");

    /** What a kubelet says when it turns a pod away. Once is a race, as when a node starts; a controller tries another node. */
    private static final List<String> TURNED_AWAY = List.of("OutOf", "UnexpectedAdmissionError");

    /** Who runs a step of a pipeline to its end, good or bad: a test that fails is what it is for, and they tell of it. */
    private static final Set<String> PIPELINES =
            Set.of("argoproj.io/Workflow", "tekton.dev/TaskRun", "tekton.dev/PipelineRun", "tekton.dev/CustomRun");

    private static final int OFTEN = 3;

    /** What runs pods to their end and says itself how it went. */
    private static final Set<String> RUNNERS = Set.of("Job", "EphemeralRunner");

    @Override
    public String name() {
        return "pod-failed";
    }

    @Override
    public String description() {
        return "Pods that were evicted, failed or were lost";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(PodFields.with("status.message"));
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting(
                        "evicted_within",
                        Duration.ofHours(2),
                        "how long an eviction is a warning; what a controller has replaced is information then"),
                new Setting("within", Duration.ofHours(24), "how long the remains of a pod are told"),
                new Setting("lost_after", Duration.ofMinutes(5), "how long a pod may be unknown"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Finding> findings = new ArrayList<>();
        for (KubeObject pod : context.cluster().list(ResourceType.PODS)) {
            boolean run = RUNNERS.stream().anyMatch(kind -> PodOrigin.isOf(pod, kind));
            if (pod.deletionRequested().isEmpty() && !run) {
                finding(context, pod).ifPresent(findings::add);
            }
        }
        Map<String, Long> times =
                findings.stream().collect(Collectors.groupingBy(Finding::fingerprint, Collectors.counting()));
        findings.removeIf(finding -> TURNED_AWAY.stream().anyMatch(finding.causeClass()::startsWith)
                && times.get(finding.fingerprint()) < OFTEN
                && !isBare(finding));
        return findings;
    }

    private static Optional<Finding> finding(CheckContext context, KubeObject pod) {
        String reason = pod.at("status.reason").text();
        if (Pods.isPhase(pod, "Unknown") || reason.equals("NodeLost")) {
            return Optional.of(lost(context, pod))
                    .filter(finding -> Age.reached(context, finding.since(), "lost_after", pod));
        }
        if (!Pods.isPhase(pod, "Failed") || isOld(context, pod)) {
            return Optional.empty();
        }
        if (reason.equals("Evicted")) {
            return Optional.of(evicted(context, pod));
        }
        boolean replaced = pod.controller().isPresent() && ROUTINE.contains(reason);
        return replaced || isStep(pod) ? Optional.empty() : Optional.of(failed(context, pod, reason));
    }

    private static boolean isStep(KubeObject pod) {
        return pod.controller()
                .filter(owner -> PIPELINES.contains(owner.apiVersion().split("/")[0] + "/" + owner.kind()))
                .isPresent();
    }

    private static boolean isBare(Finding finding) {
        return finding.owner().equals(finding.subject());
    }

    private static boolean isOld(CheckContext context, KubeObject pod) {
        return ended(pod)
                .filter(end -> context.age(end).compareTo(context.duration("within", pod)) > 0)
                .isPresent();
    }

    /** The latest moment at which anything happened to it. */
    private static Optional<Instant> ended(KubeObject pod) {
        return Stream.of(
                        ContainerState.of(pod).stream()
                                .map(ContainerState::lastExit)
                                .flatMap(Optional::stream)
                                .map(Exit::finished),
                        pod.conditions().stream().map(Condition::since),
                        Stream.of(pod.at("status.startTime").time(), pod.created()))
                .flatMap(moments -> moments)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private static Finding evicted(CheckContext context, KubeObject pod) {
        Eviction eviction = Eviction.of(pod.at("status.message").text());
        String node = pod.at("spec.nodeName").text();
        boolean past = pod.controller().isPresent() && Age.reached(context, ended(pod), "evicted_within", pod);
        return about(Finding.of("PodEvicted", past ? Severity.INFO : Severity.WARNING, pod.ref()), context, pod)
                .causeClass(eviction.resource())
                .dependsOn(eviction.ofNode() ? List.of(ObjectRef.of(ResourceType.NODES, "", node)) : List.of())
                .summary("%s was evicted from %s: %s"
                        .formatted(pod, node.isEmpty() ? "its node" : node, eviction.words()))
                .cause(OneLine.of(eviction.message()));
    }

    private static Finding failed(CheckContext context, KubeObject pod, String reason) {
        String exit = ContainerState.failed(pod)
                .flatMap(container ->
                        container.lastExit().map(end -> "container " + container.name() + " ended with " + end.text()))
                .orElse("");
        String message = pod.at("status.message").text();
        return about(Finding.warning("PodFailed", pod), context, pod)
                .causeClass(reason)
                .summary(pod + " has failed" + (reason.isEmpty() ? "" : ": " + reason))
                .cause(message.isEmpty() ? exit : OneLine.of(message))
                .evidence("exit", exit);
    }

    private static Finding lost(CheckContext context, KubeObject pod) {
        return about(Finding.critical("PodLost", pod), context, pod)
                .summary("%s is not heard of any more".formatted(pod))
                .cause(OneLine.of(pod.at("status.message").text()))
                .since(Pods.notReadySince(pod).or(() -> ended(pod)))
                .dependsOn(ObjectRef.of(
                        ResourceType.NODES, "", pod.at("spec.nodeName").text()));
    }

    private static Finding about(Finding finding, CheckContext context, KubeObject pod) {
        return finding.owner(PodOrigin.owner(context, pod))
                .since(ended(pod))
                .look("kubectl -n %s describe pod %s".formatted(pod.namespace(), pod.name()));
    }
}
