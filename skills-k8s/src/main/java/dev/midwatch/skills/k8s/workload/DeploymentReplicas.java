package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.change.WhatChanged;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Deployments that have fewer pods than they must, and rollouts that do not come to an end or were left paused. A rollout that gets on is
 * none of them, however long it takes.
 */
public final class DeploymentReplicas implements Check {
    @Override
    public String name() {
        return "deployment-replicas";
    }

    @Override
    public String description() {
        return "Deployments short of replicas, and rollouts that are stuck or left paused";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.concat(
                        Stream.of(
                                Permission.list(
                                        ResourceType.DEPLOYMENTS,
                                        "spec.replicas",
                                        "spec.paused",
                                        "status.updatedReplicas",
                                        "status.readyReplicas",
                                        "status.availableReplicas",
                                        "status.conditions"),
                                OwnPods.PERMISSION,
                                DownNodes.PERMISSION,
                                Namespaces.PERMISSION),
                        WhatChanged.PERMISSIONS.stream())
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(5), "how long a Deployment may be below its minimum"),
                new Setting(
                        "tolerated_after",
                        Duration.ofMinutes(15),
                        "how long it may be short by as many pods as its strategy allows"),
                new Setting("progress_within", Duration.ofMinutes(10), "how long a rollout may take a rest"),
                new Setting("paused_after", Duration.ofHours(1), "how long a rollout may stay paused"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        DeploymentReport report = new DeploymentReport(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject deployment : context.cluster().list(ResourceType.DEPLOYMENTS)) {
            if (namespaces.keep(deployment) && deployment.at("spec.replicas").number(1) > 0) {
                judge(context, deployment, report).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> judge(CheckContext context, KubeObject deployment, DeploymentReport report) {
        return stuck(deployment)
                .map(progress -> report.stuck(deployment, progress))
                .or(() -> belowMinimum(context, deployment)
                        .filter(available -> !report.isStarting(deployment, "after"))
                        .map(available -> report.shortOfReplicas(deployment, available.since())))
                .or(() -> withinTolerance(context, deployment, report)
                        .map(since -> report.shortOfReplicas(deployment, Optional.of(since))))
                .or(() -> paused(context, deployment, report));
    }

    private static Optional<Condition> stuck(KubeObject deployment) {
        return deployment
                .condition("Progressing")
                .filter(progress -> progress.isFalse() && progress.reason().equals("ProgressDeadlineExceeded"));
    }

    private static boolean isShort(KubeObject deployment) {
        return deployment.at("status.availableReplicas").number(0)
                < deployment.at("spec.replicas").number(1);
    }

    private static Optional<Condition> belowMinimum(CheckContext context, KubeObject deployment) {
        return deployment
                .condition("Available")
                .filter(available -> !available.isTrue() && isShort(deployment))
                .filter(available -> Age.reached(context, available.since(), "after", deployment))
                .filter(available -> !isGettingOn(context, deployment));
    }

    /** A rollout under way says when it last got on; one that is done does not change any more, even when its pods fail. */
    private static boolean isGettingOn(CheckContext context, KubeObject deployment) {
        return deployment.at("status.conditions").items().stream()
                .filter(condition -> condition.get("type").is("Progressing")
                        && condition.get("status").is("True")
                        && !condition.get("reason").is("NewReplicaSetAvailable"))
                .flatMap(condition -> condition.get("lastUpdateTime").time().stream())
                .anyMatch(moment -> context.age(moment).compareTo(context.duration("progress_within", deployment)) < 0);
    }

    /** What its strategy allows to be missing it does not date, but its pods do. */
    private static Optional<Instant> withinTolerance(
            CheckContext context, KubeObject deployment, DeploymentReport report) {
        boolean settled = deployment
                .condition("Progressing")
                .map(progress -> progress.reason().equals("NewReplicaSetAvailable"))
                .orElse(true);
        boolean available =
                deployment.condition("Available").filter(Condition::isTrue).isPresent();
        if (!available || !settled || !isShort(deployment)) {
            return Optional.empty();
        }
        return OwnPods.since(report.unready(deployment))
                .filter(since -> !report.isStarting(deployment, "after"))
                .filter(since -> Age.reached(context, Optional.of(since), "tolerated_after", deployment));
    }

    private static Optional<Finding> paused(CheckContext context, KubeObject deployment, DeploymentReport report) {
        if (!deployment.at("spec.paused").isTrue()) {
            return Optional.empty();
        }
        Optional<Instant> since = deployment
                .condition("Progressing")
                .filter(progress -> progress.reason().equals("DeploymentPaused"))
                .flatMap(Condition::since);
        if (since.isEmpty()) {
            return Optional.of(
                    report.paused(deployment, since).sustained(context.duration("paused_after", deployment)));
        }
        return Age.reached(context, since, "paused_after", deployment)
                ? Optional.of(report.paused(deployment, since))
                : Optional.empty();
    }
}
