package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Deployments that have fewer pods than they must, and rollouts that do not come to an end. A Deployment that is short within what its
 * strategy allows is left to the checks of pods: it says nowhere since when, and a rollout looks the same.
 */
public final class DeploymentReplicas implements Check {
    private static final Pattern REPLICA_SET = Pattern.compile("ReplicaSet \"([^\"]+)\"");

    @Override
    public String name() {
        return "deployment-replicas";
    }

    @Override
    public String description() {
        return "Deployments short of replicas, and rollouts that are stuck";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(
                        ResourceType.DEPLOYMENTS,
                        "spec.replicas",
                        "spec.paused",
                        "status.replicas",
                        "status.updatedReplicas",
                        "status.readyReplicas",
                        "status.availableReplicas",
                        "status.conditions"),
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofMinutes(5), "how long a Deployment may be short of replicas"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject deployment : context.cluster().list(ResourceType.DEPLOYMENTS)) {
            if (namespaces.keep(deployment) && deployment.at("spec.replicas").number(1) > 0) {
                stuck(deployment).or(() -> shortOfReplicas(context, deployment)).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> stuck(KubeObject deployment) {
        return deployment
                .condition("Progressing")
                .filter(progress -> progress.isFalse() && progress.reason().equals("ProgressDeadlineExceeded"))
                .map(progress -> about(Finding.of("RolloutStuck", severity(deployment), deployment.ref()), deployment)
                        .summary("The rollout of %s does not come to an end".formatted(deployment))
                        .cause(OneLine.of(progress.message()))
                        .since(progress.since())
                        .look("kubectl -n %s rollout status deployment/%s"
                                .formatted(deployment.namespace(), deployment.name())));
    }

    private static Optional<Finding> shortOfReplicas(CheckContext context, KubeObject deployment) {
        long wanted = deployment.at("spec.replicas").number(1);
        long available = deployment.at("status.availableReplicas").number(0);
        return deployment
                .condition("Available")
                .filter(condition -> !condition.isTrue() && available < wanted)
                .filter(condition -> Age.reached(context, condition.since(), "after", deployment))
                .map(condition -> about(
                                Finding.of("DeploymentReplicasShort", severity(deployment), deployment.ref()),
                                deployment)
                        .summary("%s has %d of %d replicas available".formatted(deployment, available, wanted))
                        .since(condition.since())
                        .look("kubectl -n %s describe deployment %s"
                                .formatted(deployment.namespace(), deployment.name())));
    }

    private static Severity severity(KubeObject deployment) {
        return deployment.at("status.availableReplicas").number(0) == 0 ? Severity.CRITICAL : Severity.WARNING;
    }

    /** Its pods' findings are owned by it, or by its ReplicaSet where that could not be resolved; both explain it. */
    private static Finding about(Finding finding, KubeObject deployment) {
        List<ObjectRef> explainedBy = new ArrayList<>(List.of(deployment.ref()));
        deployment
                .condition("Progressing")
                .map(Condition::message)
                .map(REPLICA_SET::matcher)
                .filter(Matcher::find)
                .map(named -> ObjectRef.of(ResourceType.REPLICA_SETS, deployment.namespace(), named.group(1)))
                .ifPresent(explainedBy::add);
        return finding.dependsOn(explainedBy)
                .evidence(
                        "replicas",
                        "%d wanted, %d updated, %d ready, %d available"
                                .formatted(
                                        deployment.at("spec.replicas").number(1),
                                        deployment.at("status.updatedReplicas").number(0),
                                        deployment.at("status.readyReplicas").number(0),
                                        deployment
                                                .at("status.availableReplicas")
                                                .number(0)))
                .evidence("paused", deployment.at("spec.paused").isTrue() ? "the rollout is paused" : "");
    }
}
