package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.NamedInMessage;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pods with a node whose containers are not made: a volume does not mount, the network is not set up, or nobody says why. */
public final class PodStuckCreating implements Check {
    private static final String[] VOLUME_EVENTS = {"FailedMount", "FailedAttachVolume", "FailedMapVolume"};
    private static final String[] SANDBOX_EVENTS = {
        "FailedCreatePodSandBox", "FailedPodSandBoxStatus", "NetworkNotReady"
    };
    /** As long as it fails the kubelet says so, but of many events alike only one in five minutes gets through. */
    private static final Duration OF_NOW = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "pod-stuck-creating";
    }

    @Override
    public String description() {
        return "Pods whose containers are not made or wait without end";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                PodFields.with("spec.volumes.persistentVolumeClaim.claimName"),
                DownNodes.PERMISSION,
                Warnings.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting(
                        "after",
                        Duration.ofMinutes(3),
                        "how long volumes and network may take while events say they fail"),
                new Setting(
                        "untouched_after",
                        Duration.ofMinutes(10),
                        "how long a kubelet may take until it takes a pod on"),
                new Setting(
                        "silent_after", Duration.ofHours(1), "how long a container may wait while nothing says why"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Warnings warnings = Warnings.visible(context);
        DownNodes downNodes = DownNodes.of(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject pod : Pods.alive(context)) {
            List<ContainerState> containers = ContainerState.of(pod);
            boolean told = containers.stream()
                    .anyMatch(container -> Waits.isTold(container.waitingFor())
                            || container.init() && Crash.isBetweenCrashes(context, container));
            if (containers.isEmpty()) {
                untouched(context, pod)
                        .map(finding -> finding.dependsOn(downNodes.under(pod)))
                        .ifPresent(findings::add);
            } else if (!told) {
                containers.stream()
                        .filter(container -> !container.waitingFor().isEmpty())
                        .findFirst()
                        .flatMap(container -> finding(context, pod, container, warnings, Pods.begun(pod, downNodes)))
                        .map(finding -> finding.dependsOn(downNodes.under(pod, finding.dependsOn())))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> finding(
            CheckContext context,
            KubeObject pod,
            ContainerState container,
            Warnings warnings,
            Optional<Instant> begun) {
        boolean beginning =
                Waits.BEGINNING.contains(container.waitingFor()) && Pods.isPhase(pod, "Pending") && !isSetUp(pod);
        Instant recent = context.now().minus(OF_NOW);
        Optional<Event> volume =
                warnings.latest(pod.ref(), VOLUME_EVENTS).filter(event -> beginning && event.seenSince(recent));
        Optional<Event> sandbox =
                warnings.latest(pod.ref(), SANDBOX_EVENTS).filter(event -> beginning && event.seenSince(recent));
        if (volume.or(() -> sandbox).isPresent() && Age.reached(context, begun, "after", pod)) {
            return Optional.of(volume.map(event -> failing(context, pod, event, "volume", "a volume does not mount"))
                    .orElseGet(() ->
                            failing(context, pod, sandbox.get(), "sandbox", "its network or sandbox is not set up")));
        }
        return Age.reached(context, begun, "silent_after", pod)
                ? Optional.of(silent(context, pod, container))
                : Optional.empty();
    }

    /** Whether its volumes are mounted and its network is there: what failed before that is over. Older kubelets do not say. */
    private static boolean isSetUp(KubeObject pod) {
        return pod.condition("PodReadyToStartContainers")
                .filter(Condition::isTrue)
                .isPresent();
    }

    private static Finding failing(CheckContext context, KubeObject pod, Event event, String causeClass, String words) {
        List<ObjectRef> named = NamedInMessage.blamed(pod.namespace(), event.message());
        return common(Finding.critical("PodStuckCreating", pod), context, pod)
                .causeClass(causeClass)
                .summary("%s does not start: %s".formatted(pod, words))
                .cause(OneLine.of(event.message()))
                .evidence("event", event.reason() + ", " + event.count() + " times")
                .dependsOn(named.isEmpty() && causeClass.equals("volume") ? claims(pod) : named);
    }

    private static List<ObjectRef> claims(KubeObject pod) {
        return pod.at("spec.volumes").items().stream()
                .map(volume -> volume.at("persistentVolumeClaim.claimName").text())
                .filter(name -> !name.isEmpty())
                .map(name -> ObjectRef.of(ResourceType.PERSISTENT_VOLUME_CLAIMS, pod.namespace(), name))
                .toList();
    }

    /** A kubelet writes the states of all containers as soon as it takes a pod on. */
    private static Optional<Finding> untouched(CheckContext context, KubeObject pod) {
        String node = pod.at("spec.nodeName").text();
        boolean waits = Pods.isPhase(pod, "Pending")
                && !node.isEmpty()
                && Age.reached(context, Pods.scheduled(pod), "untouched_after", pod);
        return waits
                ? Optional.of(common(Finding.warning("ContainerWaiting", pod), context, pod)
                        .causeClass("kubelet")
                        .summary("%s has a node, and nothing happens there".formatted(pod))
                        .cause("the kubelet of %s has not taken it on".formatted(node)))
                : Optional.empty();
    }

    private static Finding silent(CheckContext context, KubeObject pod, ContainerState waiting) {
        Optional<ContainerState> busy = ContainerState.of(pod).stream()
                .filter(container -> container.init() && container.isRunning() && !container.ready())
                .findFirst();
        return common(Finding.warning("ContainerWaiting", pod), context, pod)
                .causeClass(waiting.name())
                .summary("Container %s of %s waits and does not start: %s"
                        .formatted(waiting.name(), pod, waiting.waitingFor()))
                .cause(busy.map(init -> "init container " + init.name() + " has not finished")
                        .orElse(OneLine.of(waiting.waitingMessage())));
    }

    private static Finding common(Finding finding, CheckContext context, KubeObject pod) {
        return finding.owner(PodOrigin.owner(context, pod))
                .since(Pods.notReadySince(pod).or(() -> Pods.scheduled(pod)))
                .look("kubectl -n %s describe pod %s".formatted(pod.namespace(), pod.name()));
    }
}
