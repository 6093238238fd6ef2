package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.change.WhatChanged;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** DaemonSets whose pods are not ready, or run where they should not. Pods on a node that is down are the node's trouble. */
public final class DaemonSetPods implements Check {
    @Override
    public String name() {
        return "daemonset";
    }

    @Override
    public String description() {
        return "DaemonSets short of ready pods, stuck in an update, or running on nodes they should not";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.concat(
                        Stream.of(
                                Permission.list(
                                        ResourceType.DAEMON_SETS,
                                        "spec.updateStrategy.type",
                                        "spec.template.spec.nodeSelector",
                                        "spec.template.spec.tolerations",
                                        "status.desiredNumberScheduled",
                                        "status.currentNumberScheduled",
                                        "status.numberReady",
                                        "status.numberMisscheduled",
                                        "status.updatedNumberScheduled"),
                                Permission.list(ResourceType.NODES, "spec.taints", "status.conditions"),
                                OwnPods.PERMISSION,
                                Namespaces.PERMISSION),
                        WhatChanged.PERMISSIONS.stream())
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(10), "how long a pod of a DaemonSet may be not ready"),
                new Setting(
                        "misscheduled_after",
                        Duration.ofMinutes(15),
                        "how long pods may be misplaced before it is told"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Placement placement = Placement.of(context);
        DaemonSetProgress progress = new DaemonSetProgress(context, placement);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject set : context.cluster().list(ResourceType.DAEMON_SETS)) {
            if (namespaces.keep(set)) {
                progress.shortOfPods(set).ifPresent(findings::add);
                misscheduled(context, set, progress.podsOf(set), placement).ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** Its status does not say since when: pods are misplaced from the moment that a node changes. */
    private static Optional<Finding> misscheduled(
            CheckContext context, KubeObject set, List<KubeObject> pods, Placement placement) {
        long misplaced = set.at("status.numberMisscheduled").number(0);
        if (misplaced == 0 || !Age.reached(context, set.created(), "misscheduled_after", set)) {
            return Optional.empty();
        }
        String why = placement.objections(set, pods);
        return Optional.of(Finding.info("DaemonSetMisscheduled", set)
                .summary("%s runs on %d %s that it should not run on"
                        .formatted(set, misplaced, misplaced == 1 ? "node" : "nodes"))
                .cause(
                        why.isEmpty()
                                ? "a label or taint of these nodes, or the selector of the DaemonSet, changed after the pods were placed"
                                : why)
                .sustained(context.duration("misscheduled_after", set))
                .look("kubectl -n %s describe daemonset %s".formatted(set.namespace(), set.name())));
    }
}
