package dev.midwatch.skills.k8s;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.Skill;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.skills.k8s.action.Cordon;
import dev.midwatch.skills.k8s.action.DeleteJob;
import dev.midwatch.skills.k8s.action.DeletePod;
import dev.midwatch.skills.k8s.action.EvictPod;
import dev.midwatch.skills.k8s.action.Exec;
import dev.midwatch.skills.k8s.action.RolloutRestart;
import dev.midwatch.skills.k8s.action.RolloutUndo;
import dev.midwatch.skills.k8s.action.Scale;
import dev.midwatch.skills.k8s.action.SuspendCronJob;
import dev.midwatch.skills.k8s.action.Uncordon;
import dev.midwatch.skills.k8s.admission.AdmissionChecks;
import dev.midwatch.skills.k8s.autoscaling.AutoscalingChecks;
import dev.midwatch.skills.k8s.capacity.CapacityChecks;
import dev.midwatch.skills.k8s.disruption.DisruptionChecks;
import dev.midwatch.skills.k8s.event.EventChecks;
import dev.midwatch.skills.k8s.gateway.GatewayChecks;
import dev.midwatch.skills.k8s.kubectl.KubectlTool;
import dev.midwatch.skills.k8s.lifecycle.LifecycleChecks;
import dev.midwatch.skills.k8s.network.NetworkChecks;
import dev.midwatch.skills.k8s.node.NodeChecks;
import dev.midwatch.skills.k8s.pod.PodChecks;
import dev.midwatch.skills.k8s.report.ClusterSummary;
import dev.midwatch.skills.k8s.storage.StorageChecks;
import dev.midwatch.skills.k8s.workload.WorkloadChecks;
import java.util.List;
import java.util.stream.Stream;

/** Everything Midwatch knows of Kubernetes itself. */
public final class KubernetesPlugin implements Plugin {
    @Override
    public String name() {
        return "skills-k8s";
    }

    @Override
    public List<Skill> skills(PluginContext context) {
        return List.of(Skill.named("kubernetes", "Pods, workloads, network, storage and nodes")
                .instructions("""
                        A pod's trouble is often its node's, its claim's or a missing Secret's: look one step below before you blame
                        the program. Read the log of the run before the restart. Name what changed last where you can see it.
                        """)
                .checks(checks())
                .tools(tools())
                .actions(actions())
                .jobs(SeededJobs.all()));
    }

    private static Check[] checks() {
        return Stream.of(
                        PodChecks.all(),
                        WorkloadChecks.all(),
                        AutoscalingChecks.all(),
                        DisruptionChecks.all(),
                        NetworkChecks.all(),
                        GatewayChecks.all(),
                        AdmissionChecks.all(),
                        StorageChecks.all(),
                        NodeChecks.all(),
                        CapacityChecks.all(),
                        LifecycleChecks.all(),
                        EventChecks.all())
                .flatMap(List::stream)
                .toArray(Check[]::new);
    }

    private static ActionTool[] actions() {
        return new ActionTool[] {
            new RolloutRestart(),
            new RolloutUndo(),
            new Scale(),
            new DeletePod(),
            new EvictPod(),
            new Cordon(),
            new Uncordon(),
            new DeleteJob(),
            new SuspendCronJob(),
            new Exec(),
        };
    }

    private static Tool[] tools() {
        return new Tool[] {new KubectlTool(), new ClusterSummary()};
    }
}
