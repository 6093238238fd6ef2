package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import dev.midwatch.skills.k8s.evidence.Resolving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Containers that do not stay up: crash loops, kills for memory, crashes, and exits that are not followed by a restart. */
public final class PodCrashLoop implements Check {
    @Override
    public String name() {
        return "pod-crash-loop";
    }

    @Override
    public String description() {
        return "Containers that crash, crash again, or are killed for memory";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                PodFields.with(),
                DownNodes.PERMISSION,
                Resolving.POLICIES,
                Permission.get(ResourceType.PODS),
                Permission.get(ResourceType.POD_METRICS),
                Permission.logs());
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("min_restarts", 2, "restarts before a crash loop is told"),
                new Setting(
                        "crashed_within",
                        Duration.ofMinutes(15),
                        "how long a crash is told once the container runs again"),
                new Setting(
                        "oom_within",
                        Duration.ofHours(1),
                        "how long a kill for memory is told once the container runs again"),
                new Setting("ended_after", Duration.ofMinutes(2), "how long a container may stay ended with an error"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        CrashReport report = new CrashReport(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject pod : Pods.alive(context)) {
            for (ContainerState container : ContainerState.of(pod)) {
                Crash.of(context, pod, container).ifPresent(crash -> findings.add(report.of(pod, container, crash)));
            }
        }
        return findings;
    }
}
