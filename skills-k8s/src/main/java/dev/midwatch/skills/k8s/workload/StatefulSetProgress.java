package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.change.Changes;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** StatefulSets that are short of pods, or stand still in an update, in one run. Its pods say since when. */
final class StatefulSetProgress {
    /** Of which template a pod was made. */
    private static final String REVISION = "controller-revision-hash";

    private final CheckContext context;
    private final OwnPods pods;
    private final DownNodes downNodes;
    private final Changes changes;

    StatefulSetProgress(CheckContext context) throws ClusterException {
        this.context = context;
        this.pods = OwnPods.of(context, "StatefulSet");
        this.downNodes = DownNodes.of(context);
        this.changes = new Changes(context);
    }

    static long lacking(KubeObject set) {
        return set.at("spec.replicas").number(1)
                - set.at("status.readyReplicas").number(0);
    }

    Optional<Finding> shortOfPods(KubeObject set) {
        List<KubeObject> unready = pods.unready(set);
        if (lacking(set) <= 0) {
            return Optional.empty();
        }
        if (unready.isEmpty()) {
            return leaving(set).or(() -> notMade(set));
        }
        if (!Age.reached(context, OwnPods.since(unready), "after", set)) {
            return Optional.empty();
        }
        Optional<KubeObject> takenBack = takenBack(set, unready);
        Finding finding = finding(set, takenBack.isPresent() || isUpdating(set))
                .cause(OwnPods.words(unready))
                .since(OwnPods.since(unready));
        return Optional.of(changes.addTo(
                takenBack.map(pod -> replace(finding, pod)).orElseGet(() -> finding.dependsOn(under(set, unready)))));
    }

    /** A pod of a set has its name to itself: until the old one is gone there is no new one. */
    private Optional<Finding> leaving(KubeObject set) {
        Instant before = context.now().minus(context.duration("after", set));
        List<KubeObject> leaving = pods.leaving(set, before);
        return leaving.stream()
                .findFirst()
                .map(pod -> finding(set, isUpdating(set))
                        .cause(pod + " was to be deleted and is still there, so no new one can take its name")
                        .since(pod.deletionRequested())
                        .dependsOn(under(set, leaving)));
    }

    /** Pods that nobody makes, and nothing that says why. What its controller has never looked at says nothing. */
    private Optional<Finding> notMade(KubeObject set) {
        long made = set.at("status.replicas").number(0);
        boolean known = set.at("status.replicas").isPresent()
                && context.cluster().sees(ResourceType.PODS, set.namespace())
                && Age.reached(context, set.created(), "after", set);
        return known && made < set.at("spec.replicas").number(1)
                ? Optional.of(finding(set, isUpdating(set))
                        .cause("only %d of its pods are there".formatted(made))
                        .sustained(context.duration("after", set))
                        .dependsOn(set.ref()))
                : Optional.empty();
    }

    private static Finding finding(KubeObject set, boolean updating) {
        long ready = set.at("status.readyReplicas").number(0);
        long wanted = set.at("spec.replicas").number(1);
        Severity severity = ready == 0 ? Severity.CRITICAL : Severity.WARNING;
        Finding finding = updating
                ? Finding.of("StatefulSetUpdateStuck", severity, set.ref())
                        .summary("The update of %s does not come to an end: %d of %d pods are ready"
                                .formatted(set, ready, wanted))
                : Finding.of("StatefulSetReplicasShort", severity, set.ref())
                        .summary("%s has %d of %d pods ready".formatted(set, ready, wanted));
        return finding.look("kubectl -n %s describe statefulset %s".formatted(set.namespace(), set.name()));
    }

    /** Below its partition a set keeps the earlier template on purpose. */
    private static boolean isUpdating(KubeObject set) {
        long partition = set.at("spec.updateStrategy.rollingUpdate.partition").number(0);
        long toUpdate = Math.max(0, set.at("spec.replicas").number(1) - partition);
        boolean done = partition > 0 && set.at("status.updatedReplicas").number(0) >= toUpdate;
        return !set.at("status.updateRevision").equals(set.at("status.currentRevision"))
                && !set.at("spec.updateStrategy.type").is("OnDelete")
                && !done;
    }

    /** The pod of a template that is neither the one before nor the wanted one: in order, the set waits for it to get ready. */
    private static Optional<KubeObject> takenBack(KubeObject set, List<KubeObject> unready) {
        List<String> known = List.of(
                set.at("status.currentRevision").text(),
                set.at("status.updateRevision").text());
        if (known.contains("") || set.at("spec.podManagementPolicy").is("Parallel")) {
            return Optional.empty();
        }
        return unready.stream()
                .filter(pod -> !known.contains(pod.labels().getOrDefault(REVISION, known.get(0))))
                .findFirst();
    }

    /** What the pod suffers from is over with its template; that it is still there is what has to be told. */
    private static Finding replace(Finding finding, KubeObject old) {
        return finding.cause(
                        finding.cause()
                                + "; it is of a template that was taken back, and the set waits for it until it is deleted by hand")
                .remedy("delete_pod", Map.of("namespace", old.namespace(), "name", old.name()));
    }

    private List<ObjectRef> under(KubeObject set, List<KubeObject> lacking) {
        List<ObjectRef> explainedBy = new ArrayList<>(List.of(set.ref()));
        if (lacking.stream().allMatch(downNodes::hold)) {
            lacking.stream()
                    .flatMap(pod -> downNodes.under(pod).stream())
                    .distinct()
                    .forEach(explainedBy::add);
        }
        return explainedBy;
    }
}
