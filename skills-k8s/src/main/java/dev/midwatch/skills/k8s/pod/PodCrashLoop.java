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
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.Resolving;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Containers that do not stay up: crash loops, kills for memory or by a probe, crashes, and ends that no restart follows. */
public final class PodCrashLoop implements Check {
    @Override
    public String name() {
        return "pod-crash-loop";
    }

    @Override
    public String description() {
        return "Containers that crash, crash again, or are killed for memory or by a probe";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                PodFields.with(),
                DownNodes.PERMISSION,
                Warnings.PERMISSION,
                Resolving.POLICIES,
                Permission.get(ResourceType.PODS),
                Permission.get(ResourceType.POD_METRICS),
                Permission.logs());
    }

    @Override
    public List<Setting> settings() {
        List<Setting> all = new ArrayList<>(Restarts.settings());
        Collections.addAll(
                all,
                new Setting("min_restarts", 2, "restarts before a crash loop is told"),
                new Setting(
                        "crashed_within",
                        Duration.ofMinutes(15),
                        "how long a crash is told once the container runs again"),
                new Setting(
                        "oom_within",
                        Duration.ofHours(1),
                        "how long a kill for memory is told once the container runs again"),
                new Setting(
                        "node_start",
                        Duration.ofMinutes(5),
                        "how long containers may fall after their node has come up, until what they need is up too"),
                new Setting("ended_after", Duration.ofMinutes(2), "how long a container may stay ended with an error"),
                new Setting(
                        "probe_within",
                        Duration.ofMinutes(15),
                        "how long a kill by a probe is told once the container runs again"));
        return all;
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Waves waves = Waves.of(context);
        Warnings warnings = Warnings.visible(context);
        CrashReport report = new CrashReport(context, waves);
        List<Finding> findings = new ArrayList<>();
        DownNodes nodes = DownNodes.of(context);
        for (KubeObject pod : Pods.alive(context)) {
            NodeStart start = NodeStart.of(pod, nodes, waves, context.duration("node_start", pod));
            if (start.isUnderWay(context.now())) {
                continue;
            }
            List<ContainerState> containers = ContainerState.of(pod);
            Restarts restarts = Restarts.of(context, pod, containers);
            Instant since = context.now().minus(context.duration("probe_within", pod));
            for (ContainerState container : containers) {
                Optional<Event> probe = Probe.killOf(pod, container, warnings, since);
                boolean often = restarts.container().equals(container.name());
                boolean byNode = waves.stopped(pod, container) || start.explains(container);
                Crash.of(context, pod, container, new Crash.Signs(probe.isPresent(), often, byNode))
                        .ifPresent(crash -> findings.add(report.of(pod, container, crash, probe)
                                .evidence("restarts of late", often ? restarts.words() : "")));
            }
        }
        return findings;
    }
}
