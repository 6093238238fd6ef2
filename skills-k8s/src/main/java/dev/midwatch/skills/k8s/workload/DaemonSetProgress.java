package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.skills.k8s.change.Changes;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** DaemonSets that are short of pods, or stand still in an update, in one run. Pods on a node that is down are the node's trouble. */
final class DaemonSetProgress {
    private final CheckContext context;
    private final Placement placement;
    private final OwnPods pods;
    private final DownNodes downNodes;
    private final Changes changes;

    DaemonSetProgress(CheckContext context, Placement placement) throws ClusterException {
        this.context = context;
        this.placement = placement;
        this.pods = OwnPods.of(context, "DaemonSet");
        this.downNodes = DownNodes.of(context);
        this.changes = new Changes(context);
    }

    List<KubeObject> podsOf(KubeObject set) {
        return pods.of(set);
    }

    Optional<Finding> shortOfPods(KubeObject set) {
        Instant before = context.now().minus(context.duration("after", set));
        List<KubeObject> unready = OwnPods.settled(pods.unready(set), downNodes, before).stream()
                .filter(pod -> !downNodes.hold(pod))
                .toList();
        return notReady(set, unready)
                .or(() -> unready.isEmpty() ? heldByDownNodes(set) : Optional.empty())
                .or(() -> notMade(set))
                .map(changes::addTo);
    }

    private static long wanted(KubeObject set) {
        return set.at("status.desiredNumberScheduled").number(0);
    }

    private static boolean isUpdating(KubeObject set) {
        return set.at("status.updatedNumberScheduled").number(0) < wanted(set)
                && !set.at("spec.updateStrategy.type").is("OnDelete");
    }

    private Optional<Finding> notReady(KubeObject set, List<KubeObject> unready) {
        boolean lasting = !unready.isEmpty() && Age.reached(context, OwnPods.since(unready), "after", set);
        if (set.at("status.numberReady").number(0) >= wanted(set) || !lasting) {
            return Optional.empty();
        }
        KubeObject first = unready.get(0);
        String node = first.at("spec.nodeName").text("no node");
        return Optional.of((isUpdating(set) ? updateStuck(set) : podsShort(set))
                .cause(OwnPods.words(unready).replaceFirst(" is not ready", " on " + node + " is not ready"))
                .since(OwnPods.since(unready))
                .dependsOn(set.ref()));
    }

    /** Pods on a node that is down count as unavailable, and an update takes no more away than it may. */
    private Optional<Finding> heldByDownNodes(KubeObject set) {
        List<KubeObject> lost =
                pods.unready(set).stream().filter(downNodes::hold).toList();
        Optional<Instant> latest =
                pods.of(set).stream().flatMap(pod -> pod.created().stream()).max(Comparator.naturalOrder());
        boolean still = !lost.isEmpty() && latest.isPresent() && Age.reached(context, latest, "after", set);
        if (!isUpdating(set) || !still || !Age.reached(context, OwnPods.since(lost), "after", set)) {
            return Optional.empty();
        }
        List<ObjectRef> nodes = lost.stream()
                .flatMap(pod -> downNodes.under(pod).stream())
                .distinct()
                .toList();
        List<ObjectRef> explainedBy = new ArrayList<>(nodes);
        explainedBy.add(set.ref());
        return Optional.of(updateStuck(set)
                .cause("its pod on %s, which is down, counts as unavailable, and the update may take no more away"
                        .formatted(nodes.get(0)))
                .since(OwnPods.since(lost))
                .dependsOn(explainedBy));
    }

    /** Nodes without a pod, and nothing that says why. A node that has just come gets its pod in a moment. */
    private Optional<Finding> notMade(KubeObject set) {
        long made = set.at("status.currentNumberScheduled").number(0);
        boolean established = Age.reached(context, set.created(), "after", set)
                && Age.reached(context, placement.latest(), "after", set);
        if (made >= wanted(set) || !established) {
            return Optional.empty();
        }
        return Optional.of(podsShort(set)
                .cause("it has pods on %d of %d nodes".formatted(made, wanted(set)))
                .sustained(context.duration("after", set))
                .dependsOn(set.ref()));
    }

    private static Finding updateStuck(KubeObject set) {
        return about(Finding.of("DaemonSetUpdateStuck", severity(set), set.ref()), set)
                .summary("The update of %s does not come to an end: %d of %d pods are updated, %d ready"
                        .formatted(
                                set,
                                set.at("status.updatedNumberScheduled").number(0),
                                wanted(set),
                                set.at("status.numberReady").number(0)));
    }

    private static Finding podsShort(KubeObject set) {
        return about(Finding.of("DaemonSetPodsShort", severity(set), set.ref()), set)
                .summary("%s has %d of %d pods ready"
                        .formatted(set, set.at("status.numberReady").number(0), wanted(set)));
    }

    private static Finding about(Finding finding, KubeObject set) {
        return finding.look("kubectl -n %s describe daemonset %s".formatted(set.namespace(), set.name()));
    }

    private static Severity severity(KubeObject set) {
        return set.at("status.numberReady").number(0) == 0 ? Severity.CRITICAL : Severity.WARNING;
    }
}
