package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import dev.midwatch.skills.k8s.evidence.NamedInMessage;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Containers that the kubelet cannot create or start from their specification. */
public final class PodConfigError implements Check {
    @Override
    public String name() {
        return "pod-config-error";
    }

    @Override
    public String description() {
        return "Containers that cannot be created from their specification";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(PodFields.with(), DownNodes.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofMinutes(3), "how long it may last before it is told"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        DownNodes downNodes = DownNodes.of(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject pod : Pods.alive(context)) {
            if (!Age.reached(context, Pods.begun(pod, downNodes), "after", pod)) {
                continue;
            }
            ContainerState.of(pod).stream()
                    .filter(container -> Waits.CONFIGURATION.contains(container.waitingFor()))
                    .map(container -> finding(context, pod, container, downNodes))
                    .forEach(findings::add);
        }
        return findings;
    }

    private static Finding finding(
            CheckContext context, KubeObject pod, ContainerState container, DownNodes downNodes) {
        String message = container.waitingMessage();
        return Finding.of("ContainerConfigError", Severity.CRITICAL, pod.ref())
                .owner(PodOrigin.owner(context, pod))
                .causeClass(container.name())
                .summary("Container %s of %s cannot be created".formatted(container.name(), pod))
                .cause(OneLine.of(message))
                .evidence("waiting", container.waitingFor())
                .evidence("message", OneLine.of(message))
                .since(Pods.notReadySince(pod).or(() -> Pods.scheduled(pod)))
                .dependsOn(downNodes.under(pod, NamedInMessage.blamed(pod.namespace(), message)))
                .look("kubectl -n %s describe pod %s".formatted(pod.namespace(), pod.name()));
    }
}
