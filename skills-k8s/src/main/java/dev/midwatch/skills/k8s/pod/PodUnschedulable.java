package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.CommonCause;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.NamedInMessage;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import dev.midwatch.skills.k8s.evidence.Requests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Pods that no node takes, that no scheduler looks at, or that a gate holds back. */
public final class PodUnschedulable implements Check {
    /** A queue holds its pods back as long as it takes; that is its purpose. */
    private static final String QUEUE = "kueue.x-k8s.io/";

    private static final int EXPLAINED_PER_RUN = 25;

    @Override
    public String name() {
        return "pod-unschedulable";
    }

    @Override
    public String description() {
        return "Pods that the scheduler finds no node for, or does not look at";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.of(
                        Stream.of(
                                PodFields.with(Stream.concat(
                                                Stream.of(
                                                        "spec.volumes.persistentVolumeClaim.claimName",
                                                        "spec.schedulingGates.name"),
                                                Requests.fields().stream())
                                        .toArray(String[]::new)),
                                Permission.get(ResourceType.PODS)),
                        Place.permissions().stream(),
                        PinnedVolume.permissions().stream())
                .flatMap(permissions -> permissions)
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(5), "how long a new node may take to come"),
                new Setting(
                        "closed_after",
                        Duration.ofMinutes(15),
                        "how long a pod may wait while a node is closed, as for its update"),
                new Setting("gated_after", Duration.ofHours(1), "how long a gate may hold a pod back"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Set<String> explained = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (KubeObject pod : Pods.alive(context)) {
            Optional<Condition> scheduled = pod.condition("PodScheduled");
            if (scheduled.isEmpty()) {
                unseen(context, pod, explained).ifPresent(findings::add);
            } else if (is(scheduled.get(), "Unschedulable")
                    && Age.reached(context, scheduled.get().since().or(pod::created), patience(scheduled.get()), pod)) {
                findings.add(finding(context, pod, scheduled.get(), explained));
            } else if (is(scheduled.get(), "SchedulingGated")
                    && Age.reached(context, scheduled.get().since().or(pod::created), "gated_after", pod)) {
                gated(context, pod, scheduled.get()).ifPresent(findings::add);
            }
        }
        // A pod of a DaemonSet is for one node: that it has no room there says nothing of the others.
        return CommonCause.among(
                findings,
                finding -> finding.owner().kind().equals("DaemonSet") ? Optional.empty() : full(finding),
                PodUnschedulable::ofCluster);
    }

    /** The cluster is no object of its own, but where several workloads find no room it is what the trouble is about. */
    private static Optional<ObjectRef> full(Finding finding) {
        return Stream.of(Obstacle.values())
                .filter(obstacle ->
                        obstacle.ofCluster() && obstacle.causeClass().equals(finding.causeClass()))
                .map(obstacle -> new ObjectRef("", "Cluster", "", obstacle.causeClass(), ""))
                .findFirst();
    }

    private static Finding ofCluster(ObjectRef cluster, List<Finding> pods) {
        Finding first = pods.get(0);
        return Finding.of("ClusterFull", Severity.CRITICAL, cluster)
                .summary("%d workloads find no node: %s".formatted(CommonCause.count(pods), words(cluster.name())))
                .cause(first.cause())
                .evidence("workloads", CommonCause.named(pods))
                .dependsOn(explaining(pods))
                .look("kubectl describe nodes");
    }

    /** Why there is no room was looked into for the first few; what explains each of these explains the others. */
    private static List<ObjectRef> explaining(List<Finding> pods) {
        List<List<ObjectRef>> known = pods.stream()
                .map(Finding::dependsOn)
                .filter(objects -> !objects.isEmpty())
                .toList();
        return known.stream()
                .limit(1)
                .flatMap(List::stream)
                .filter(object -> known.stream().allMatch(objects -> objects.contains(object)))
                .toList();
    }

    private static String words(String causeClass) {
        return Stream.of(Obstacle.values())
                .filter(obstacle -> obstacle.causeClass().equals(causeClass))
                .map(Obstacle::words)
                .findFirst()
                .orElse("");
    }

    private static boolean is(Condition scheduled, String reason) {
        return scheduled.isFalse() && scheduled.reason().equals(reason);
    }

    private static String patience(Condition scheduled) {
        return Obstacle.CORDONED.isIn(SchedulerVerdict.of(scheduled.message()).verdict()) ? "closed_after" : "after";
    }

    private static Finding finding(CheckContext context, KubeObject pod, Condition scheduled, Set<String> explained)
            throws ClusterException {
        SchedulerVerdict verdict = SchedulerVerdict.of(scheduled.message());
        Finding finding = about(Finding.critical("Unschedulable", pod), context, pod)
                .causeClass(verdict.obstacle().causeClass())
                .summary(summary(pod, verdict.obstacle()))
                .cause(OneLine.of(verdict.verdict()))
                .evidence("scheduler", OneLine.of(verdict.verdict()))
                .since(scheduled.since().or(pod::created))
                .dependsOn(claims(pod, verdict, scheduled.message()));
        boolean first = explained.size() < EXPLAINED_PER_RUN && explained.add(finding.fingerprint());
        if (!first) {
            return finding;
        }
        Nowhere why = Nowhere.of(context, pod, verdict);
        return finding.cause(
                        why.words().isEmpty() ? finding.cause() : OneLine.of(why.words() + ": " + verdict.verdict()))
                .dependsOn(Stream.concat(finding.dependsOn().stream(), why.explains().stream())
                        .toList());
    }

    private static String summary(KubeObject pod, Obstacle obstacle) {
        return PodOrigin.isOf(pod, "DaemonSet") && obstacle.ofCluster() && obstacle != Obstacle.NO_NODES
                ? "%s finds no room on its node: %s".formatted(pod, obstacle.causeClass())
                : "%s finds no node: %s".formatted(pod, obstacle.words());
    }

    private static List<ObjectRef> claims(KubeObject pod, SchedulerVerdict verdict, String message) {
        if (verdict.obstacle() != Obstacle.VOLUME) {
            return List.of();
        }
        List<ObjectRef> claims = new ArrayList<>(NamedInMessage.blamed(pod.namespace(), message));
        pod.at("spec.volumes").items().stream()
                .map(volume -> volume.at("persistentVolumeClaim.claimName").text())
                .filter(name -> !name.isEmpty())
                .map(name -> ObjectRef.of(ResourceType.PERSISTENT_VOLUME_CLAIMS, pod.namespace(), name))
                .filter(claim -> !claims.contains(claim))
                .forEach(claims::add);
        return claims;
    }

    /** A scheduler says something of every pod within moments; of one that asks for a scheduler that is not there nobody does. */
    private static Optional<Finding> unseen(CheckContext context, KubeObject pod, Set<String> explained) {
        boolean waits = Pods.isPhase(pod, "Pending")
                && pod.at("spec.nodeName").text().isEmpty()
                && pod.created().isPresent()
                && Age.reached(context, pod.created(), "after", pod);
        if (!waits) {
            return Optional.empty();
        }
        Finding finding = about(Finding.critical("Unschedulable", pod), context, pod)
                .causeClass("no-scheduler")
                .summary("%s waits for a node, and no scheduler has looked at it".formatted(pod))
                .cause("the scheduler is not running")
                .since(pod.created());
        boolean first = explained.size() < EXPLAINED_PER_RUN && explained.add(finding.fingerprint());
        return Optional.of(first ? finding.cause(scheduler(context, pod)) : finding);
    }

    private static String scheduler(CheckContext context, KubeObject pod) {
        String name = Nowhere.whole(context, pod).at("spec.schedulerName").text("default-scheduler");
        return "the scheduler %s is not running, or there is none of that name".formatted(name);
    }

    private static Optional<Finding> gated(CheckContext context, KubeObject pod, Condition scheduled) {
        List<String> gates = pod.at("spec.schedulingGates").items().stream()
                .map(gate -> gate.get("name").text())
                .toList();
        if (gates.stream().anyMatch(gate -> gate.startsWith(QUEUE))) {
            return Optional.empty();
        }
        String named = gates.isEmpty() ? "a gate" : String.join(", ", gates);
        return Optional.of(about(Finding.of("SchedulingGated", Severity.INFO, pod.ref()), context, pod)
                .summary("%s is held back from scheduling".formatted(pod))
                .cause("whoever set %s has not lifted it".formatted(named))
                .evidence("gates", String.join(", ", gates))
                .since(scheduled.since().or(pod::created)));
    }

    private static Finding about(Finding finding, CheckContext context, KubeObject pod) {
        return finding.owner(PodOrigin.owner(context, pod))
                .look("kubectl -n %s describe pod %s".formatted(pod.namespace(), pod.name()));
    }
}
