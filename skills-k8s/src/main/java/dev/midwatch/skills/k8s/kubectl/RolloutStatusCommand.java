package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Flag.*;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import java.util.EnumSet;
import java.util.Set;

/** {@code kubectl rollout status}, as it stands now; it does not wait. */
final class RolloutStatusCommand implements Subcommand {
    @Override
    public Set<Flag> flags() {
        return EnumSet.of(NAMESPACE, WATCH, TIMEOUT);
    }

    @Override
    public String usage() {
        return "rollout status deployment|statefulset|daemonset/NAME [-n NS]";
    }

    @Override
    public ToolResult run(CommandLine line, ToolContext context) throws UsageException, ClusterException {
        KubeObject workload = Workload.get(line, context);
        String status = switch (workload.type().kind()) {
            case "Deployment" -> deployment(workload);
            case "DaemonSet" -> daemonSet(workload);
            default -> statefulSet(workload);
        };
        return ToolResult.of(status + "\n");
    }

    private static String deployment(KubeObject it) throws UsageException {
        if (!isObserved(it)) {
            return "Waiting for deployment spec update to be observed...";
        }
        if (it.condition("Progressing")
                .map(Condition::reason)
                .filter("ProgressDeadlineExceeded"::equals)
                .isPresent()) {
            throw new UsageException("deployment \"%s\" exceeded its progress deadline".formatted(it.name()));
        }
        String waiting = "Waiting for deployment \"%s\" rollout to finish: ".formatted(it.name());
        long wanted = it.at("spec.replicas").number(1);
        long updated = number(it, "updatedReplicas");
        long all = number(it, "replicas");
        long available = number(it, "availableReplicas");
        if (updated < wanted) {
            return waiting + "%d out of %d new replicas have been updated...".formatted(updated, wanted);
        }
        if (all > updated) {
            return waiting + "%d old replicas are pending termination...".formatted(all - updated);
        }
        if (available < updated) {
            return waiting + "%d of %d updated replicas are available...".formatted(available, updated);
        }
        return "deployment \"%s\" successfully rolled out".formatted(it.name());
    }

    private static String daemonSet(KubeObject it) throws UsageException {
        requireRollingUpdate(it);
        if (!isObserved(it)) {
            return "Waiting for daemon set spec update to be observed...";
        }
        String waiting = "Waiting for daemon set \"%s\" rollout to finish: ".formatted(it.name());
        long wanted = number(it, "desiredNumberScheduled");
        long updated = number(it, "updatedNumberScheduled");
        long available = number(it, "numberAvailable");
        if (updated < wanted) {
            return waiting + "%d out of %d new pods have been updated...".formatted(updated, wanted);
        }
        if (available < wanted) {
            return waiting + "%d of %d updated pods are available...".formatted(available, wanted);
        }
        return "daemon set \"%s\" successfully rolled out".formatted(it.name());
    }

    private static String statefulSet(KubeObject it) throws UsageException {
        requireRollingUpdate(it);
        if (number(it, "observedGeneration") == 0 || !isObserved(it)) {
            return "Waiting for statefulset spec update to be observed...";
        }
        long wanted = it.at("spec.replicas").number(1);
        long ready = number(it, "readyReplicas");
        long updated = number(it, "updatedReplicas");
        if (ready < wanted) {
            return "Waiting for %d pods to be ready...".formatted(wanted - ready);
        }
        if (it.at("spec.updateStrategy.rollingUpdate").isPresent()) {
            long partition =
                    it.at("spec.updateStrategy.rollingUpdate.partition").number(0);
            return updated < wanted - partition
                    ? "Waiting for partitioned roll out to finish: %d out of %d new pods have been updated..."
                            .formatted(updated, wanted - partition)
                    : "partitioned roll out complete: %d new pods have been updated...".formatted(updated);
        }
        String revision = it.at("status.updateRevision").text();
        String current = it.at("status.currentRevision").text();
        return revision.equals(current)
                ? "statefulset rolling update complete %d pods at revision %s..."
                        .formatted(number(it, "currentReplicas"), current)
                : "waiting for statefulset rolling update to complete %d pods at revision %s..."
                        .formatted(updated, revision);
    }

    private static boolean isObserved(KubeObject it) {
        return it.at("metadata.generation").number(0) <= number(it, "observedGeneration");
    }

    private static void requireRollingUpdate(KubeObject it) throws UsageException {
        if (!it.at("spec.updateStrategy.type").text("RollingUpdate").equals("RollingUpdate")) {
            throw new UsageException("rollout status is only available for RollingUpdate strategy type");
        }
    }

    private static long number(KubeObject it, String field) {
        return it.at("status").get(field).number(0);
    }
}
