package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Visible;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Controllers that are not let create their pods: by quota, webhook, pod security, or a missing service account. */
public final class ReplicaFailure implements Check {
    private static final List<ResourceType> SAY_IT_THEMSELVES =
            List.of(ResourceType.REPLICA_SETS, ResourceType.DEPLOYMENTS);
    private static final List<ResourceType> MAKERS = List.of(
            ResourceType.REPLICA_SETS,
            ResourceType.DEPLOYMENTS,
            ResourceType.STATEFUL_SETS,
            ResourceType.DAEMON_SETS,
            ResourceType.JOBS);
    /** Controllers try again at most this far apart, so a younger event means that it still fails. */
    private static final Duration RETRY = Duration.ofMinutes(20);

    @Override
    public String name() {
        return "replica-failure";
    }

    @Override
    public String description() {
        return "Workloads whose pods the API server refuses to create";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.concat(
                        Stream.of(
                                Permission.list(ResourceType.REPLICA_SETS, "status.conditions"),
                                Permission.list(ResourceType.DEPLOYMENTS, "status.conditions"),
                                Permission.list(ResourceType.STATEFUL_SETS, "spec.replicas", "status.replicas"),
                                Permission.list(
                                        ResourceType.DAEMON_SETS,
                                        "status.desiredNumberScheduled",
                                        "status.currentNumberScheduled"),
                                Permission.list(
                                        ResourceType.JOBS, "spec.suspend", "status.active", "status.conditions"),
                                Warnings.PERMISSION,
                                Namespaces.PERMISSION),
                        Refusals.PERMISSIONS.stream())
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofMinutes(3), "how long creation may fail before it is told"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Warnings warnings = Warnings.visible(context);
        Refusals refusals = new Refusals(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject workload : Visible.list(context, MAKERS)) {
            if (namespaces.keep(workload)) {
                (SAY_IT_THEMSELVES.contains(workload.type())
                                ? byCondition(context, workload, refusals)
                                : byEvent(context, workload, warnings, refusals))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** A Deployment repeats what its ReplicaSet says; it is heard where the ReplicaSet is not. */
    private static Optional<Finding> byCondition(CheckContext context, KubeObject workload, Refusals refusals) {
        boolean repeats = workload.type().equals(ResourceType.DEPLOYMENTS)
                && context.cluster().sees(ResourceType.REPLICA_SETS, workload.namespace());
        return workload.condition("ReplicaFailure")
                .filter(failure -> failure.isTrue() && failure.reason().equals("FailedCreate") && !repeats)
                .filter(failure -> Age.reached(context, failure.since(), "after", workload))
                .map(failure -> refusals.finding(workload, failure.message(), failure.since()));
    }

    private static Optional<Finding> byEvent(
            CheckContext context, KubeObject workload, Warnings warnings, Refusals refusals) {
        return warnings.latest(workload.ref(), "FailedCreate")
                .filter(event -> lacksPods(workload))
                .filter(event -> event.seenSince(context.now().minus(RETRY)))
                .filter(event -> Age.reached(context, event.first(), "after", workload))
                .map(event -> refusals.finding(workload, event.message(), event.first()));
    }

    private static boolean lacksPods(KubeObject workload) {
        if (workload.type().equals(ResourceType.DAEMON_SETS)) {
            return workload.at("status.currentNumberScheduled").number(0)
                    < workload.at("status.desiredNumberScheduled").number(0);
        }
        if (workload.type().equals(ResourceType.STATEFUL_SETS)) {
            return workload.at("status.replicas").number(0)
                    < workload.at("spec.replicas").number(1);
        }
        boolean finished = workload.conditions().stream()
                .anyMatch(condition ->
                        condition.isTrue() && List.of("Complete", "Failed").contains(condition.type()));
        return !finished
                && !workload.at("spec.suspend").isTrue()
                && workload.at("status.active").number(0) == 0;
    }
}
