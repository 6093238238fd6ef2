package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.Check;
import java.util.List;

/** The checks of workloads and what they are made of. */
public final class WorkloadChecks {
    private WorkloadChecks() {}

    public static List<Check> all() {
        return List.of(
                new MissingReference(),
                new DeploymentReplicas(),
                new ReplicaFailure(),
                new StatefulSetReplicas(),
                new GoverningService(),
                new DaemonSetPods(),
                new GenerationObserved(),
                new JobFailed(),
                new JobRunningLong(),
                new CronJobMissed(),
                new Resting());
    }
}
