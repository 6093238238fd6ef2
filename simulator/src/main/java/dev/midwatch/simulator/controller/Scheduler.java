package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Binds pods to the emptiest node that fits. */
final class Scheduler implements Reconciler {
    private static final Events.Source SOURCE = Events.Source.of("default-scheduler");
    private static final Duration RETRY = Duration.ofMinutes(5);
    private final Cluster cluster;
    private final Events events;
    private final Map<String, Attempt> attempts = new HashMap<>();

    /** The last refusal of a pod; the same one is told again only after a while. */
    private record Attempt(String message, Instant at) {}

    Scheduler(Cluster cluster, Events events) {
        this.cluster = cluster;
        this.events = events;
    }

    @Override
    public Optional<Instant> reconcile() {
        Optional<Instant> next = Optional.empty();
        List<ObjectNode> pods = cluster.list("", "pods", "");
        for (ObjectNode pod : pods) {
            boolean waits = Json.text(pod, "spec", "nodeName").isEmpty()
                    && !Meta.deleting(pod)
                    && Json.at(pod, "spec", "schedulingGates").isEmpty();
            if (waits) {
                next = Reconciler.earliest(next, schedule(pod));
            }
        }
        return next;
    }

    private Optional<Instant> schedule(ObjectNode pod) {
        Optional<String> volumes = volumeRefusal(pod);
        List<ObjectNode> nodes = cluster.list("", "nodes", "");
        List<ObjectNode> fitting = new ArrayList<>();
        Map<String, Integer> refusals = new TreeMap<>();
        for (ObjectNode node : nodes) {
            Placement.refusal(pod, node, on(node))
                    .ifPresentOrElse(why -> refusals.merge(why, 1, Integer::sum), () -> fitting.add(node));
        }
        if (volumes.isEmpty() && !fitting.isEmpty()) {
            bind(pod, emptiest(fitting));
            return Optional.empty();
        }
        List<String> reasons = new ArrayList<>();
        refusals.forEach((why, count) -> reasons.add(count + " " + why));
        String why = volumes.orElse(String.join(", ", reasons));
        String message = "0/" + nodes.size() + " nodes are available: " + why + ". preemption: 0/" + nodes.size()
                + " nodes are available: " + nodes.size() + " Preemption is not helpful for scheduling.";
        return refuse(pod, nodes.isEmpty() ? "no nodes available to schedule pods" : message);
    }

    private Optional<Instant> refuse(ObjectNode pod, String message) {
        Attempt last = attempts.get(Meta.uid(pod));
        boolean news = last == null || !last.message.equals(message);
        if (news || !last.at.plus(RETRY).isAfter(cluster.now())) {
            attempts.put(Meta.uid(pod), new Attempt(message, cluster.now()));
            events.warning(pod, SOURCE, "FailedScheduling", message);
            cluster.change(
                    "",
                    "pods",
                    Meta.namespace(pod),
                    Meta.name(pod),
                    object -> Conditions.set(
                            object,
                            new Conditions.Condition("PodScheduled", "False", "Unschedulable", message),
                            cluster.now()));
        }
        return Optional.of(attempts.get(Meta.uid(pod)).at.plus(RETRY));
    }

    private List<ObjectNode> on(ObjectNode node) {
        return cluster.list("", "pods", "").stream()
                .filter(pod -> Json.text(pod, "spec", "nodeName").equals(Meta.name(node)) && !Pods.finished(pod))
                .toList();
    }

    private ObjectNode emptiest(List<ObjectNode> nodes) {
        return nodes.stream()
                .min(Comparator.<ObjectNode>comparingInt(node -> on(node).size())
                        .thenComparing(Meta::name))
                .orElseThrow();
    }

    private void bind(ObjectNode pod, ObjectNode node) {
        attempts.remove(Meta.uid(pod));
        cluster.change("", "pods", Meta.namespace(pod), Meta.name(pod), object -> {
            Json.child(object, "spec").put("nodeName", Meta.name(node));
            Conditions.set(object, new Conditions.Condition("PodScheduled", "True", "", ""), cluster.now());
        });
        String name = Meta.namespace(pod) + "/" + Meta.name(pod);
        events.normal(pod, SOURCE, "Scheduled", "Successfully assigned " + name + " to " + Meta.name(node));
    }

    private Optional<String> volumeRefusal(ObjectNode pod) {
        for (JsonNode volume : Json.at(pod, "spec", "volumes")) {
            String claim = Json.text(volume, "persistentVolumeClaim", "claimName");
            if (claim.isEmpty()) {
                continue;
            }
            Optional<ObjectNode> found = cluster.find("", "persistentvolumeclaims", Meta.namespace(pod), claim);
            if (found.isEmpty()) {
                return Optional.of("persistentvolumeclaim \"" + claim + "\" not found");
            }
            if (!Json.text(found.get(), "status", "phase").equals("Bound")
                    && !VolumeBinder.waits(cluster, found.get())) {
                return Optional.of("pod has unbound immediate PersistentVolumeClaims");
            }
        }
        return Optional.empty();
    }
}
