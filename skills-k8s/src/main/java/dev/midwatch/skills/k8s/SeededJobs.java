package dev.midwatch.skills.k8s;

import dev.midwatch.api.Job;

/** The jobs that are written on first boot; from then on they are the operator's own. */
final class SeededJobs {
    private static final String FIRST =
            " Say first what a person should do. Name objects in full. Look further only where the"
                    + " evidence leaves the cause open.";

    private SeededJobs() {}

    static Job[] all() {
        return new Job[] {healthCheck(), restartLoop(), volumePressure(), nodeDrift(), dailyReport()};
    }

    private static Job healthCheck() {
        return Job.watch(
                "cluster-health-check",
                "every 15m",
                "Explain what is unhealthy in the cluster, one short paragraph for each cause, most severe first."
                        + FIRST,
                "skills-k8s/*");
    }

    private static Job restartLoop() {
        return Job.watch(
                "pod-restart-loop",
                "every 10m",
                "Explain why these containers do not stay up; quote the log line that shows it. Propose a rollout restart only for a"
                        + " passing cause, such as a dependency that was away; otherwise say what must be changed."
                        + FIRST,
                "pod-crash-loop",
                "pod-image-pull",
                "pod-config-error",
                "node-not-ready");
    }

    private static Job volumePressure() {
        return Job.watch(
                "pvc-pressure",
                "every 30m",
                "Explain which volumes or disks are in trouble, and what fills or blocks them." + FIRST,
                "pvc-pending",
                "volume-use",
                "volume-attach",
                "claim-resize",
                "node-pressure",
                "node-usage",
                "node-not-ready");
    }

    private static Job nodeDrift() {
        return Job.watch(
                "node-resource-drift",
                "every 30m",
                "Explain which nodes are short of something or away, and which workloads cause it." + FIRST,
                "node-usage",
                "node-room",
                "node-pressure",
                "node-flapping",
                "node-not-ready");
    }

    private static Job dailyReport() {
        return Job.report(
                "daily-cluster-report",
                "0 8 * * *",
                "Write the morning report, at most 15 lines: begin with cluster_summary, then what is wrong, most severe first, and what"
                        + " changed since yesterday. Say so if all is well.",
                "*");
    }
}
