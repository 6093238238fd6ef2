package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.verb.DeleteOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Notices nodes whose kubelet is silent, taints them and evicts their pods; takes them back when they speak again. */
final class NodeLifecycle implements Reconciler {
    private static final Events.Source SOURCE = Events.Source.of("node-controller");
    private static final String UNREACHABLE = "node.kubernetes.io/unreachable";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private final Cluster cluster;
    private final Events events;
    private final Faults faults;

    NodeLifecycle(Cluster cluster, Events events, Faults faults) {
        this.cluster = cluster;
        this.events = events;
        this.faults = faults;
    }

    @Override
    public Optional<Instant> reconcile() {
        Optional<Instant> next = faults.upAgain(cluster.now());
        for (ObjectNode node : cluster.list("", "nodes", "")) {
            boolean down = faults.isDown(Meta.name(node), cluster.now());
            String ready = Conditions.find(node, "Ready").path("status").asText();
            if (ready.isEmpty()
                    && !Json.text(node, "status", "nodeInfo", "kubeletVersion").isEmpty()) {
                cluster.change("", "nodes", "", Meta.name(node), object -> healthy(object, cluster.now()));
            } else if (down && ready.equals("True")) {
                lose(node);
            } else if (!down && ready.equals("Unknown")) {
                regain(node);
            }
            if (down) {
                next = Reconciler.earliest(next, evict(node));
            }
        }
        return next;
    }

    private void lose(ObjectNode node) {
        cluster.change("", "nodes", "", Meta.name(node), object -> {
            for (String type : new String[] {"MemoryPressure", "DiskPressure", "PIDPressure", "Ready"}) {
                Conditions.set(
                        object,
                        new Conditions.Condition(
                                type, "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status."),
                        cluster.now());
            }
            ArrayNode taints = Json.childArray(Json.child(object, "spec"), "taints");
            for (String effect : new String[] {"NoSchedule", "NoExecute"}) {
                taints.addObject()
                        .put("key", UNREACHABLE)
                        .put("effect", effect)
                        .put("timeAdded", Meta.time(cluster.now()));
            }
        });
        events.normal(node, SOURCE, "NodeNotReady", "Node " + Meta.name(node) + " status is now: NodeNotReady");
        for (ObjectNode pod : on(node)) {
            cluster.change(
                    "",
                    "pods",
                    Meta.namespace(pod),
                    Meta.name(pod),
                    object ->
                            Conditions.set(object, new Conditions.Condition("Ready", "False", "", ""), cluster.now()));
            events.warning(pod, SOURCE, "NodeNotReady", "Node is not ready");
        }
    }

    private List<ObjectNode> on(ObjectNode node) {
        return cluster.list("", "pods", "").stream()
                .filter(pod -> Json.text(pod, "spec", "nodeName").equals(Meta.name(node)))
                .toList();
    }

    private void regain(ObjectNode node) {
        cluster.change("", "nodes", "", Meta.name(node), object -> {
            healthy(object, cluster.now());
            ObjectNode spec = Json.child(object, "spec");
            ArrayNode kept = Json.array();
            spec.path("taints").forEach(taint -> {
                if (!taint.path("key").asText().equals(UNREACHABLE)) {
                    kept.add(taint);
                }
            });
            spec.remove("taints");
            if (!kept.isEmpty()) {
                spec.set("taints", kept);
            }
        });
        events.normal(
                node,
                Events.Source.kubelet(Meta.name(node)),
                "NodeReady",
                "Node " + Meta.name(node) + " status is now: NodeReady");
    }

    static void healthy(ObjectNode node, Instant now) {
        pressure(node, "MemoryPressure", "KubeletHasSufficientMemory", "kubelet has sufficient memory available", now);
        pressure(node, "DiskPressure", "KubeletHasNoDiskPressure", "kubelet has no disk pressure", now);
        pressure(node, "PIDPressure", "KubeletHasSufficientPID", "kubelet has sufficient PID available", now);
        Conditions.set(
                        node,
                        new Conditions.Condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
                        now)
                .put("lastHeartbeatTime", Meta.time(now));
    }

    private static void pressure(ObjectNode node, String type, String reason, String message, Instant now) {
        Conditions.set(node, new Conditions.Condition(type, "False", reason, message), now)
                .put("lastHeartbeatTime", Meta.time(now));
    }

    /** Pods leave an unreachable node after five minutes, but for those that tolerate it for ever. */
    private Optional<Instant> evict(ObjectNode node) {
        Instant since = Meta.time(Conditions.find(node, "Ready").path("lastTransitionTime"))
                .orElse(cluster.now());
        Instant due = since.plus(PATIENCE);
        if (due.isAfter(cluster.now())) {
            return Optional.of(due);
        }
        for (ObjectNode pod : on(node)) {
            boolean stays = Meta.controller(pod)
                    .map(owner -> owner.path("kind").asText().equals("DaemonSet"))
                    .orElse(false);
            if (!stays && !Meta.deleting(pod) && limited(pod)) {
                events.normal(
                        pod,
                        Events.Source.of("taint-eviction-controller"),
                        "TaintManagerEviction",
                        "Marking for deletion Pod " + Meta.namespace(pod) + "/" + Meta.name(pod));
                cluster.delete("", "pods", Meta.namespace(pod), Meta.name(pod), DeleteOptions.plain());
            }
        }
        return Optional.empty();
    }

    private static boolean limited(JsonNode pod) {
        for (JsonNode toleration : Json.at(pod, "spec", "tolerations")) {
            String key = toleration.path("key").asText();
            boolean unlimited = !toleration.has("tolerationSeconds")
                    && (key.equals(UNREACHABLE) || key.isEmpty())
                    && toleration.path("operator").asText().equals("Exists");
            if (unlimited) {
                return false;
            }
        }
        return true;
    }
}
