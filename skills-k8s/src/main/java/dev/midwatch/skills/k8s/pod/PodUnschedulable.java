package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.NamedInMessage;
import dev.midwatch.skills.k8s.evidence.OneLine;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Pods that no node takes. */
public final class PodUnschedulable implements Check {
    @Override
    public String name() {
        return "pod-unschedulable";
    }

    @Override
    public String description() {
        return "Pods that the scheduler finds no node for";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(PodFields.with("spec.volumes.persistentVolumeClaim.claimName"));
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofMinutes(5), "how long a new node may take to come"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Finding> findings = new ArrayList<>();
        for (KubeObject pod : Pods.alive(context)) {
            pod.condition("PodScheduled")
                    .filter(scheduled ->
                            scheduled.isFalse() && scheduled.reason().equals("Unschedulable"))
                    .filter(scheduled -> Age.reached(context, scheduled.since().or(pod::created), "after", pod))
                    .map(scheduled -> finding(context, pod, scheduled))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private static Finding finding(CheckContext context, KubeObject pod, Condition scheduled) {
        SchedulerVerdict verdict = SchedulerVerdict.of(scheduled.message());
        return Finding.of("Unschedulable", Severity.CRITICAL, pod.ref())
                .owner(PodOrigin.owner(context, pod))
                .causeClass(verdict.causeClass())
                .summary("%s finds no node: %s".formatted(pod, verdict.words()))
                .cause(OneLine.of(verdict.verdict()))
                .since(scheduled.since().or(pod::created))
                .dependsOn(claims(pod, verdict, scheduled.message()))
                .look("kubectl -n %s describe pod %s".formatted(pod.namespace(), pod.name()));
    }

    private static List<ObjectRef> claims(KubeObject pod, SchedulerVerdict verdict, String message) {
        if (!verdict.blamesVolumes()) {
            return List.of();
        }
        List<ObjectRef> claims = new ArrayList<>(NamedInMessage.blamed(pod.namespace(), message));
        pod.at("spec.volumes").items().stream()
                .map(volume -> volume.at("persistentVolumeClaim.claimName").text())
                .filter(name -> !name.isEmpty())
                .map(name -> ObjectRef.of(ResourceType.PERSISTENT_VOLUME_CLAIMS, pod.namespace(), name))
                .filter(claim -> !claims.contains(claim))
                .forEach(claims::add);
        return claims;
    }
}
