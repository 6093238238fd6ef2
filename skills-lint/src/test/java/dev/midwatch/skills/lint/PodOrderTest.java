package dev.midwatch.skills.lint;

import dev.midwatch.api.check.Check;
import dev.midwatch.testkit.CheckContract;
import java.util.List;

class PodOrderTest extends CheckContract {
    private static final String NODES = """
            ---
            {apiVersion: v1, kind: Node, metadata: {name: a}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: b}}
            """;
    private static final String TWO = Manifests.deployment("web", 2, "containers: []");

    private static String budget(String name, String selector) {
        return Manifests.object("policy/v1", "PodDisruptionBudget", name, "spec: {selector: {" + selector + "}}");
    }

    private static String pod(String metadata) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: debug, namespace: shop, uid: p, creationTimestamp: "2026-01-02T01:00:00Z"%s}
                status: {phase: Running}
                """.formatted(metadata);
    }

    @Override
    protected Check check() {
        return new PodOrder();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault("a pod that stands alone", "PodUnmanaged", pod("")),
                new Fault("replicas without a budget", "NoDisruptionBudget", TWO + NODES),
                new Fault(
                        "two budgets for the same pods",
                        "DisruptionBudgetsOverlap",
                        TWO
                                + NODES
                                + budget("a", "matchLabels: {app: web}")
                                + budget("b", "matchExpressions: [{key: app, operator: In, values: [web, api]}]")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("a pod of a workload", pod(", ownerReferences: [{kind: ReplicaSet, controller: true}]")),
                new LookAlike("a static pod", pod(", ownerReferences: [{kind: Node, name: a, controller: true}]")),
                new LookAlike("a pod owned by something else", pod(", ownerReferences: [{kind: Runner, name: r}]")),
                new LookAlike("a pod that somebody just made", pod("").replace("T01:", "T11:")),
                new LookAlike("a pod that is done", pod("").replace("Running", "Succeeded")),
                new LookAlike("one replica", Manifests.deployment("containers: []") + NODES),
                new LookAlike("a cluster of one node", TWO),
                new LookAlike("replicas with a budget", TWO + NODES + budget("a", "matchLabels: {app: web}")),
                new LookAlike(
                        "a budget for other pods beside theirs",
                        TWO + NODES + budget("a", "matchLabels: {app: web}") + budget("b", "matchLabels: {app: api}")));
    }
}
