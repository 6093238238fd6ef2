package dev.midwatch.skills.k8s;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.Skill;
import dev.midwatch.api.check.Check;
import dev.midwatch.skills.k8s.node.NodeNotReady;
import dev.midwatch.skills.k8s.pod.PodConfigError;
import dev.midwatch.skills.k8s.pod.PodCrashLoop;
import dev.midwatch.skills.k8s.pod.PodImagePull;
import dev.midwatch.skills.k8s.pod.PodUnschedulable;
import java.util.List;

/** Everything Midwatch knows of Kubernetes itself. */
public final class KubernetesPlugin implements Plugin {
    @Override
    public String name() {
        return "skills-k8s";
    }

    @Override
    public List<Skill> skills(PluginContext context) {
        return List.of(Skill.named("kubernetes", "Pods, workloads, network, storage and nodes")
                .checks(checks())
                .jobs(SeededJobs.all()));
    }

    private static Check[] checks() {
        return new Check[] {
            new PodCrashLoop(), new PodImagePull(), new PodConfigError(), new PodUnschedulable(), new NodeNotReady(),
        };
    }
}
