package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import java.util.Optional;

/** Whether a workload can take a restart now. */
enum RolloutState {
    SETTLED(""),
    /** Kubernetes would ignore it until somebody resumes it. */
    PAUSED("is paused: nothing would happen until somebody resumes it"),
    /** Another restart on top would only prolong it. */
    IN_PROGRESS("is being rolled out now: look again when that is done"),
    /** Pods are replaced only when somebody deletes them. */
    ON_DELETE("has the update strategy OnDelete: nothing would happen until its pods are deleted"),
    EMPTY("is scaled to zero: there is nothing to restart");

    private final String refusal;

    RolloutState(String refusal) {
        this.refusal = refusal;
    }

    /** Why not, as the end of a sentence about the workload; empty if it can. */
    Optional<String> refusal() {
        return refusal.isEmpty() ? Optional.empty() : Optional.of(refusal);
    }

    static RolloutState of(KubeObject workload) {
        if (workload.at("spec.paused").isTrue()) {
            return PAUSED;
        }
        if (workload.at("spec.updateStrategy.type").is("OnDelete")) {
            return ON_DELETE;
        }
        if (workload.at("spec.replicas").is("0")) {
            return EMPTY;
        }
        return isRollingOut(workload) ? IN_PROGRESS : SETTLED;
    }

    /**
     * Not every pod is of the newest template yet. A rollout that passed its deadline is stuck rather than in progress, and a
     * restart is a sensible answer to it.
     */
    private static boolean isRollingOut(KubeObject workload) {
        if (workload.at("metadata.generation").number(0)
                > workload.at("status.observedGeneration").number(0)) {
            return true;
        }
        return switch (workload.type().kind()) {
            case "Deployment" ->
                !isPastItsDeadline(workload)
                        && (number(workload, "updatedReplicas")
                                        < workload.at("spec.replicas").number(1)
                                || number(workload, "replicas") > number(workload, "updatedReplicas"));
            case "DaemonSet" -> number(workload, "updatedNumberScheduled") < number(workload, "desiredNumberScheduled");
            default ->
                !workload.at("status.updateRevision")
                                .text()
                                .equals(workload.at("status.currentRevision").text())
                        && workload.at("spec.updateStrategy.rollingUpdate.partition")
                                        .number(0)
                                == 0;
        };
    }

    private static boolean isPastItsDeadline(KubeObject workload) {
        return workload.condition("Progressing")
                .map(Condition::reason)
                .filter("ProgressDeadlineExceeded"::equals)
                .isPresent();
    }

    /** How many pods it is meant to have. */
    static PodCount pods(KubeObject workload) {
        return new PodCount(
                workload.type().equals(ResourceType.DAEMON_SETS)
                        ? number(workload, "desiredNumberScheduled")
                        : workload.at("spec.replicas").number(1));
    }

    private static long number(KubeObject workload, String field) {
        return workload.at("status").get(field).number(0);
    }
}
