package dev.midwatch.skills.k8s;

import dev.midwatch.api.Job;

/** The jobs that are written on first boot; from then on they are the operator's own. */
final class SeededJobs {
    private static final String CAUSE =
            "Say what broke, why, and what a person should do first. Look further only where the evidence"
                    + " leaves the cause open. Name objects in full.";

    private SeededJobs() {}

    static Job[] all() {
        return new Job[] {
            Job.watch(
                    "cluster-health-check",
                    "every 15m",
                    "Explain what is unhealthy in this cluster, most severe first, one paragraph for each cause. "
                            + CAUSE,
                    "pod-crash-loop",
                    "pod-image-pull",
                    "pod-config-error",
                    "pod-unschedulable",
                    "node-not-ready"),
            Job.watch(
                    "pod-restart-loop",
                    "every 10m",
                    "Explain why these containers do not stay up, quoting the log line that shows it. If the cause is passing, as a"
                            + " dependency that was away, propose the rollout restart; otherwise say what must be changed. "
                            + CAUSE,
                    "pod-crash-loop",
                    "pod-image-pull",
                    "pod-config-error"),
        };
    }
}
