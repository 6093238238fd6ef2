package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Visible;
import java.util.List;
import java.util.stream.Stream;

/** The objects that make pods from a template. */
final class Templates {
    private static final List<ResourceType> TYPES = List.of(
            ResourceType.DEPLOYMENTS,
            ResourceType.STATEFUL_SETS,
            ResourceType.DAEMON_SETS,
            ResourceType.JOBS,
            ResourceType.CRON_JOBS);

    private Templates() {}

    static List<Permission> permissions() {
        return TYPES.stream().map(Templates::permission).toList();
    }

    private static Permission permission(ResourceType type) {
        String pod = type == ResourceType.CRON_JOBS ? "spec.jobTemplate.spec.template.spec." : "spec.template.spec.";
        return Permission.list(
                type,
                Stream.concat(
                                Stream.of(
                                        "spec.replicas",
                                        "spec.suspend",
                                        "status.readyReplicas",
                                        "status.desiredNumberScheduled",
                                        "status.numberReady",
                                        "status.active",
                                        "status.conditions"),
                                Reference.fields().map(pod::concat))
                        .toArray(String[]::new));
    }

    /** Those that are to have pods now or later: not scaled to nothing, not suspended, not finished. */
    static List<KubeObject> wanted(CheckContext context) throws ClusterException {
        return Visible.list(context, TYPES).stream().filter(Templates::isWanted).toList();
    }

    private static boolean isWanted(KubeObject workload) {
        boolean finished = workload.type().equals(ResourceType.JOBS)
                && workload.conditions().stream()
                        .anyMatch(condition -> condition.isTrue()
                                && (condition.type().equals("Complete")
                                        || condition.type().equals("Failed")));
        boolean made = workload.type().equals(ResourceType.JOBS)
                && workload.controller().isPresent();
        return !finished
                && !made
                && !workload.at("spec.suspend").isTrue()
                && workload.at("spec.replicas").number(1) > 0
                && !workload.at("status.desiredNumberScheduled").is("0");
    }

    /** The specification of the pods it makes, or of the pod that it is. */
    static Json podOf(KubeObject workload) {
        if (workload.type().equals(ResourceType.PODS)) {
            return workload.at("spec");
        }
        return workload.at(
                workload.type().equals(ResourceType.CRON_JOBS)
                        ? "spec.jobTemplate.spec.template.spec"
                        : "spec.template.spec");
    }

    /** Whether it has fewer ready pods than it wants. Of pods only those come here that are not ready. */
    static boolean isShort(KubeObject workload) {
        if (workload.type().equals(ResourceType.PODS)) {
            return true;
        }
        if (workload.type().equals(ResourceType.DAEMON_SETS)) {
            return workload.at("status.numberReady").number(0)
                    < workload.at("status.desiredNumberScheduled").number(0);
        }
        boolean replicated = workload.type().equals(ResourceType.DEPLOYMENTS)
                || workload.type().equals(ResourceType.STATEFUL_SETS);
        return replicated
                ? workload.at("status.readyReplicas").number(0)
                        < workload.at("spec.replicas").number(1)
                : workload.type().equals(ResourceType.JOBS)
                        && workload.at("status.active").number(0) > 0;
    }
}
