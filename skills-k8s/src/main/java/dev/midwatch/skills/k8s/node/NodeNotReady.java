package dev.midwatch.skills.k8s.node;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Nodes that are not ready, unless somebody closed them first: then it is maintenance. */
public final class NodeNotReady implements Check {
    @Override
    public String name() {
        return "node-not-ready";
    }

    @Override
    public String description() {
        return "Nodes that are not ready or no longer heard of";
    }

    @Override
    public boolean urgent() {
        return true;
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.list(ResourceType.NODES, "spec.unschedulable", "status.conditions"));
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofMinutes(3), "how long a node may be away, as for a restart"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Finding> findings = new ArrayList<>();
        for (KubeObject node : context.cluster().list(ResourceType.NODES)) {
            if (node.at("spec.unschedulable").isTrue()
                    || node.deletionRequested().isPresent()) {
                continue;
            }
            node.condition("Ready")
                    .filter(ready -> !ready.isTrue())
                    .filter(ready -> Age.reached(context, ready.since().or(node::created), "after", node))
                    .map(ready -> finding(node, ready))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private static Finding finding(KubeObject node, Condition ready) {
        boolean silent = ready.status().equals("Unknown");
        return Finding.critical("NodeNotReady", node)
                .summary("%s is not ready: %s"
                        .formatted(node, silent ? "its kubelet is no longer heard of" : "its kubelet says so"))
                .cause(OneLine.of(ready.message()))
                .evidence("condition", ("Ready=" + ready.status() + " " + ready.reason()).strip())
                .since(ready.since())
                .look("kubectl describe node " + node.name());
    }
}
