package dev.midwatch.skills.k8s.node;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nodes that somebody closed for new pods and did not open again. For a day it is maintenance. */
public final class NodeCordoned implements Check {
    private static final String CLOSED = "node.kubernetes.io/unschedulable";
    /** Who closes a node with these removes it next. */
    private static final Set<String> AUTOSCALED =
            Set.of("ToBeDeletedByClusterAutoscaler", "DeletionCandidateOfClusterAutoscaler", "karpenter.sh/disrupted");

    @Override
    public String name() {
        return "node-cordoned";
    }

    @Override
    public String description() {
        return "Nodes that have been closed for new pods for long";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.NODES, "spec.unschedulable", "spec.taints.key", "spec.taints.timeAdded"));
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofHours(24), "how long a node may be closed"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Finding> findings = new ArrayList<>();
        for (KubeObject node : context.cluster().list(ResourceType.NODES)) {
            boolean closed = node.at("spec.unschedulable").isTrue()
                    && node.deletionRequested().isEmpty()
                    && node.at("spec.taints").items().stream()
                            .noneMatch(taint ->
                                    AUTOSCALED.contains(taint.get("key").text()));
            Optional<Instant> since = since(node);
            if (closed && Age.reached(context, since, "after", node)) {
                findings.add(Finding.info("NodeCordoned", node)
                        .summary("%s is closed for new pods".formatted(node))
                        .cause("somebody cordoned or drained it and did not uncordon it")
                        .since(since)
                        .sustained(since.isPresent() ? Duration.ZERO : context.duration("after", node))
                        .look("kubectl get node " + node.name()));
            }
        }
        return findings;
    }

    private static Optional<Instant> since(KubeObject node) {
        return node.at("spec.taints").items().stream()
                .filter(taint -> taint.get("key").is(CLOSED))
                .flatMap(taint -> taint.get("timeAdded").time().stream())
                .findFirst();
    }
}
