package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        return List.of(
                Permission.list(
                        ResourceType.DAEMON_SETS,
                        "spec.updateStrategy.type",
                        "status.desiredNumberScheduled",
                        "status.currentNumberScheduled",
                        "status.numberReady",
                        "status.numberMisscheduled",
                        "status.updatedNumberScheduled"),
                DownNodes.PERMISSION,
                OwnPods.PERMISSION,
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(10), "how long a pod of a DaemonSet may be not ready"),
                new Setting(
                        "misscheduled_after",
                        Duration.ofMinutes(15),
                        "age of a DaemonSet before misplaced pods are told"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        DownNodes downNodes = DownNodes.of(context);
        OwnPods pods = OwnPods.of(context, "DaemonSet");
        List<Finding> findings = new ArrayList<>();
        for (KubeObject set : context.cluster().list(ResourceType.DAEMON_SETS)) {
            if (!namespaces.keep(set)) {
                continue;
            }
            List<KubeObject> unready = pods.unready(set).stream()
                    .filter(pod -> !downNodes.hold(pod))
                    .toList();
            shortOfPods(context, set, unready).ifPresent(findings::add);
            misscheduled(context, set).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> shortOfPods(CheckContext context, KubeObject set, List<KubeObject> unready) {
        long wanted = set.at("status.desiredNumberScheduled").number(0);
        long ready = set.at("status.numberReady").number(0);
        boolean lasting = !unready.isEmpty() && Age.reached(context, OwnPods.since(unready), "after", set);
        if (ready >= wanted || !lasting) {
            return Optional.empty();
        }
        long updated = set.at("status.updatedNumberScheduled").number(0);
        boolean updating =
                updated < wanted && !set.at("spec.updateStrategy.type").is("OnDelete");
        Severity severity = ready == 0 ? Severity.CRITICAL : Severity.WARNING;
        Finding finding = updating
                ? Finding.of("DaemonSetUpdateStuck", severity, set.ref())
                        .summary("The update of %s does not come to an end: %d of %d pods are updated, %d ready"
                                .formatted(set, updated, wanted, ready))
                : Finding.of("DaemonSetPodsShort", severity, set.ref())
                        .summary("%s has %d of %d pods ready".formatted(set, ready, wanted));
        KubeObject first = unready.get(0);
        return Optional.of(finding.cause("%s on %s is not ready%s"
                        .formatted(
                                first,
                                first.at("spec.nodeName").text("no node"),
                                unready.size() > 1 ? ", nor are " + (unready.size() - 1) + " more" : ""))
                .since(OwnPods.since(unready))
                .dependsOn(set.ref())
                .look("kubectl -n %s describe daemonset %s".formatted(set.namespace(), set.name())));
    }

    private static Optional<Finding> misscheduled(CheckContext context, KubeObject set) {
        long misplaced = set.at("status.numberMisscheduled").number(0);
        if (misplaced == 0 || !Age.reached(context, set.created(), "misscheduled_after", set)) {
            return Optional.empty();
        }
        return Optional.of(Finding.info("DaemonSetMisscheduled", set)
                .summary("%s runs on %d nodes that it should not run on".formatted(set, misplaced))
                .cause(
                        "a label or taint of these nodes, or the selector of the DaemonSet, changed after the pods were placed")
                .look("kubectl -n %s describe daemonset %s".formatted(set.namespace(), set.name())));
    }
}
