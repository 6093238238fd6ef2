package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.object.Names;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs one pod on each node that fits. */
final class DaemonSetController implements Reconciler {
    private static final String NAME = "daemonset-controller";
    private static final String REVISION = "controller-revision-hash";
    private final Cluster cluster;
    private final Pods pods;
    private final TemplateHistory history;

    DaemonSetController(Cluster cluster, Events events) {
        this.cluster = cluster;
        this.pods = new Pods(cluster, events);
        this.history = new TemplateHistory(cluster);
    }

    @Override
    public Optional<Instant> reconcile() {
        for (ObjectNode set : cluster.list("apps", "daemonsets", "")) {
            if (!Meta.deleting(set)) {
                reconcile(set);
            }
        }
        return Optional.empty();
    }

    private void reconcile(ObjectNode set) {
        String revision = Names.hash(Json.canonical(Json.at(set, "spec", "template")));
        history.keep(set, Meta.name(set) + "-" + revision, revision);
        List<ObjectNode> nodes = cluster.list("", "nodes", "").stream()
                .filter(node -> Placement.selected(Json.at(set, "spec", "template", "spec"), node))
                .toList();
        List<ObjectNode> owned = pods.owned(set);
        for (ObjectNode node : nodes) {
            boolean there = owned.stream().anyMatch(pod -> on(pod, Meta.name(node)));
            if (!there) {
                pods.create(set, Json.at(set, "spec", "template"), NAME, pod -> finish(pod, Meta.name(node), revision));
            }
        }
        List<ObjectNode> active = pods.active(set);
        if (active.stream().allMatch(Pods::ready)) {
            active.stream()
                    .filter(pod ->
                            !Json.text(pod, "metadata", "labels", REVISION).equals(revision))
                    .findFirst()
                    .ifPresent(pod -> pods.delete(set, pod, NAME));
        }
        writeStatus(set, nodes.size(), revision);
    }

    private static boolean on(ObjectNode pod, String node) {
        return Json.text(pod, "spec", "nodeName").equals(node);
    }

    private static void finish(ObjectNode pod, String node, String revision) {
        ObjectNode spec = Json.child(pod, "spec");
        spec.put("nodeName", node);
        Json.child(pod, "metadata", "labels").put(REVISION, revision);
        for (String taint : List.of("not-ready", "unreachable", "disk-pressure", "memory-pressure", "unschedulable")) {
            Json.childArray(spec, "tolerations")
                    .addObject()
                    .put("key", "node.kubernetes.io/" + taint)
                    .put("operator", "Exists")
                    .put("effect", taint.startsWith("not") || taint.startsWith("unre") ? "NoExecute" : "NoSchedule");
        }
    }

    private void writeStatus(ObjectNode set, int desired, String revision) {
        List<ObjectNode> active = pods.active(set);
        int ready = (int) active.stream().filter(Pods::ready).count();
        int updated = (int) active.stream()
                .filter(pod -> Json.text(pod, "metadata", "labels", REVISION).equals(revision))
                .count();
        cluster.change("apps", "daemonsets", Meta.namespace(set), Meta.name(set), object -> {
            ObjectNode status = Json.child(object, "status");
            status.put("currentNumberScheduled", active.size())
                    .put("numberMisscheduled", 0)
                    .put("desiredNumberScheduled", desired)
                    .put("numberReady", ready)
                    .put("observedGeneration", Meta.generation(object));
            DeploymentStatus.count(status, "updatedNumberScheduled", updated);
            DeploymentStatus.count(status, "numberAvailable", ready);
            DeploymentStatus.count(status, "numberUnavailable", desired - ready);
        });
    }
}
