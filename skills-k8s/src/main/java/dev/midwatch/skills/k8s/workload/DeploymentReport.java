package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.change.Changes;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the Deployments of one run that are in trouble: with their pods, what changed last, and what would explain it. */
final class DeploymentReport {
    private static final Pattern REPLICA_SET = Pattern.compile("ReplicaSet \"([^\"]+)\"");

    private final CheckContext context;
    private final DownNodes downNodes;
    private final Changes changes;
    private Optional<OwnPods> unready = Optional.empty();

    DeploymentReport(CheckContext context) {
        this.context = context;
        this.downNodes = DownNodes.of(context);
        this.changes = new Changes(context);
    }

    /** Its pods that are not ready; all pods are looked through once, and only if some Deployment is in trouble. */
    List<KubeObject> unready(KubeObject deployment) {
        if (unready.isEmpty()) {
            unready = Optional.of(OwnPods.unreadyByOwner(context));
        }
        return unready.get().of(deployment);
    }

    /** Whether pods are not ready only on nodes that came up a short while ago. */
    boolean isStarting(KubeObject deployment, String setting) {
        List<KubeObject> pods = unready(deployment);
        Instant before = context.now().minus(context.duration(setting, deployment));
        return !pods.isEmpty() && OwnPods.settled(pods, downNodes, before).isEmpty();
    }

    Finding stuck(KubeObject deployment, Condition progress) {
        Finding finding = about(Finding.of("RolloutStuck", severity(deployment), deployment.ref()), deployment)
                .summary("The rollout of %s does not come to an end".formatted(deployment))
                .since(progress.since())
                .look("kubectl -n %s rollout status deployment/%s"
                        .formatted(deployment.namespace(), deployment.name()));
        String changed = changes.behind(finding)
                .map(change -> "it began with " + change.words(finding.since()))
                .orElse("");
        return changes.addTo(finding)
                .cause(changed.isEmpty() ? OneLine.of(progress.message()) : changed)
                .evidence("controller", OneLine.of(progress.message()));
    }

    Finding shortOfReplicas(KubeObject deployment, Optional<Instant> since) {
        List<KubeObject> pods = unready(deployment);
        return changes.addTo(about(
                        Finding.of("DeploymentReplicasShort", severity(deployment), deployment.ref()), deployment)
                .summary("%s has %d of %d replicas available"
                        .formatted(
                                deployment,
                                deployment.at("status.availableReplicas").number(0),
                                deployment.at("spec.replicas").number(1)))
                .cause(pods.isEmpty() ? "" : OwnPods.words(pods))
                .since(since)
                .look("kubectl -n %s describe deployment %s".formatted(deployment.namespace(), deployment.name())));
    }

    Finding paused(KubeObject deployment, Optional<Instant> since) {
        return Finding.warning("RolloutPaused", deployment)
                .summary("The rollouts of %s are paused, so changes of it do not go out".formatted(deployment))
                .since(since)
                // To ask for the status of a paused rollout is to wait for it.
                .look("kubectl -n %s describe deployment %s".formatted(deployment.namespace(), deployment.name()));
    }

    private static Severity severity(KubeObject deployment) {
        return deployment.at("status.availableReplicas").number(0) == 0 ? Severity.CRITICAL : Severity.WARNING;
    }

    /** Its pods' findings are owned by it, or by its ReplicaSet where that could not be resolved; both explain it. */
    private Finding about(Finding finding, KubeObject deployment) {
        List<ObjectRef> explainedBy = new ArrayList<>(List.of(deployment.ref()));
        deployment
                .condition("Progressing")
                .map(Condition::message)
                .map(REPLICA_SET::matcher)
                .filter(Matcher::find)
                .map(named -> ObjectRef.of(ResourceType.REPLICA_SETS, deployment.namespace(), named.group(1)))
                .ifPresent(explainedBy::add);
        explainedBy.addAll(downNodes(deployment));
        return finding.dependsOn(explainedBy)
                .evidence("replicas", counts(deployment))
                .evidence("paused", deployment.at("spec.paused").isTrue() ? "the rollout is paused" : "");
    }

    /** The nodes that are down, if every pod that is not ready is on one. */
    private List<ObjectRef> downNodes(KubeObject deployment) {
        List<KubeObject> pods = unready(deployment);
        return pods.stream().allMatch(downNodes::hold)
                ? pods.stream()
                        .flatMap(pod -> downNodes.under(pod).stream())
                        .distinct()
                        .toList()
                : List.of();
    }

    private static String counts(KubeObject deployment) {
        return "%d wanted, %d updated, %d ready, %d available"
                .formatted(
                        deployment.at("spec.replicas").number(1),
                        deployment.at("status.updatedReplicas").number(0),
                        deployment.at("status.readyReplicas").number(0),
                        deployment.at("status.availableReplicas").number(0));
    }
}
