package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kubelets of all nodes: they start, restart and stop what is bound to them. */
final class Kubelet implements Reconciler {
    private static final Duration STOP = Duration.ofSeconds(1);
    private final Cluster cluster;
    private final Events events;
    private final Faults faults;
    private final Containers containers;
    private final Map<String, Map<String, ContainerRun>> runs = new HashMap<>();
    private final Map<String, Instant> stops = new HashMap<>();
    private final Map<String, Integer> addresses = new HashMap<>();

    Kubelet(Cluster cluster, Events events, Faults faults) {
        this.cluster = cluster;
        this.events = events;
        this.faults = faults;
        this.containers = new Containers(cluster, events, faults);
    }

    @Override
    public Optional<Instant> reconcile() {
        Optional<Instant> next = Optional.empty();
        Set<String> alive = new HashSet<>();
        for (ObjectNode pod : cluster.list("", "pods", "")) {
            alive.add(Meta.uid(pod));
            String node = Json.text(pod, "spec", "nodeName");
            boolean reachable = !node.isEmpty() && !faults.isDown(node, cluster.now());
            if (reachable && cluster.find("", "nodes", "", node).isPresent()) {
                next = Reconciler.earliest(next, Meta.deleting(pod) ? stop(pod) : run(pod));
            }
        }
        faults.takeSpoken().forEach(this::write);
        runs.keySet().retainAll(alive);
        stops.keySet().retainAll(alive);
        return next;
    }

    private void write(Faults.Spoken spoken) {
        for (ObjectNode pod : cluster.list("", "pods", spoken.namespace())) {
            String first =
                    Json.at(pod, "spec", "containers").path(0).path("name").asText();
            ContainerRun run = of(Meta.uid(pod)).get(first);
            if (run != null && PodFault.belongs(pod, spoken.workload())) {
                spoken.lines().forEach(line -> run.write(cluster.now(), line));
            }
        }
    }

    Map<String, ContainerRun> of(String podUid) {
        return runs.getOrDefault(podUid, Map.of());
    }

    private Optional<Instant> stop(ObjectNode pod) {
        Instant at = stops.get(Meta.uid(pod));
        if (at == null) {
            at = cluster.now().plus(STOP);
            stops.put(Meta.uid(pod), at);
            for (JsonNode container : Json.at(pod, "spec", "containers")) {
                String name = container.path("name").asText();
                events.record(
                        pod,
                        "spec.containers{" + name + "}",
                        Events.Source.kubelet(Json.text(pod, "spec", "nodeName")),
                        "Normal",
                        "Killing",
                        "Stopping container " + name);
            }
        }
        if (at.isAfter(cluster.now())) {
            return Optional.of(at);
        }
        boolean held = !Json.at(pod, "metadata", "finalizers").isEmpty();
        if (held) {
            cluster.change(
                    "",
                    "pods",
                    Meta.namespace(pod),
                    Meta.name(pod),
                    object -> Meta.of(object).put("deletionGracePeriodSeconds", 0));
        } else {
            cluster.remove("", "pods", Meta.namespace(pod), Meta.name(pod));
        }
        return Optional.empty();
    }

    private Optional<Instant> run(ObjectNode pod) {
        if (Pods.finished(pod)) {
            return Optional.empty();
        }
        Map<String, ContainerRun> mine = runs.computeIfAbsent(Meta.uid(pod), any -> new HashMap<>());
        ObjectNode changed = pod.deepCopy();
        if (!Json.at(pod, "status").has("startTime")) {
            accept(changed);
        }
        Optional<Instant> next = Optional.empty();
        boolean mounted = containers.mounted(pod, mine.computeIfAbsent("", any -> new ContainerRun()));
        for (JsonNode spec : Json.at(pod, "spec", "containers")) {
            ContainerRun run = mine.computeIfAbsent(spec.path("name").asText(), any -> new ContainerRun());
            ObjectNode status = statusOf(changed, spec);
            next = Reconciler.earliest(next, containers.step(changed, spec, status, run, mounted));
        }
        if (!mounted) {
            next = Reconciler.earliest(next, Optional.of(mine.get("").due));
        }
        summarize(changed);
        if (!Json.same(changed, pod)) {
            cluster.change("", "pods", Meta.namespace(pod), Meta.name(pod), object -> {
                object.set("status", changed.get("status"));
            });
        }
        return next;
    }

    private void accept(ObjectNode pod) {
        ObjectNode status = Json.child(pod, "status");
        String node = Json.text(pod, "spec", "nodeName");
        status.put("startTime", Meta.time(cluster.now()));
        cluster.find("", "nodes", "", node).ifPresent(found -> {
            for (JsonNode address : Json.at(found, "status", "addresses")) {
                if (address.path("type").asText().equals("InternalIP")) {
                    status.put("hostIP", address.path("address").asText());
                    status.putArray("hostIPs")
                            .addObject()
                            .put("ip", address.path("address").asText());
                }
            }
        });
        condition(pod, "PodScheduled", true, "", "");
        condition(pod, "PodReadyToStartContainers", false, "", "");
        condition(pod, "Initialized", true, "", "");
    }

    private void condition(ObjectNode pod, String type, boolean holds, String reason, String message) {
        Conditions.set(pod, new Conditions.Condition(type, holds ? "True" : "False", reason, message), cluster.now());
    }

    private ObjectNode statusOf(ObjectNode pod, JsonNode spec) {
        ArrayNode list = Json.childArray(Json.child(pod, "status"), "containerStatuses");
        String name = spec.path("name").asText();
        for (ObjectNode status : Json.objects(list)) {
            if (status.path("name").asText().equals(name)) {
                return status;
            }
        }
        ObjectNode status = list.addObject();
        status.put("name", name).putObject("state").putObject("waiting").put("reason", "ContainerCreating");
        status.putObject("lastState");
        status.put("ready", false).put("restartCount", 0);
        return status.put("image", spec.path("image").asText())
                .put("imageID", "")
                .put("started", false);
    }

    /** Phase, address and conditions follow from the containers. */
    private void summarize(ObjectNode pod) {
        ObjectNode status = Json.child(pod, "status");
        List<ObjectNode> all = Json.objects(status.path("containerStatuses"));
        boolean begun = all.stream()
                .anyMatch(one -> !one.path("state").has("waiting")
                        || !one.path("lastState").isEmpty());
        boolean ended = all.stream().allMatch(one -> one.path("state").has("terminated"));
        List<String> unready = all.stream()
                .filter(one -> !one.path("ready").asBoolean())
                .map(one -> one.path("name").asText())
                .toList();
        if (begun && !status.has("podIP")) {
            String address = address(Json.text(pod, "spec", "nodeName"));
            status.put("podIP", address).putArray("podIPs").addObject().put("ip", address);
            condition(pod, "PodReadyToStartContainers", true, "", "");
        }
        boolean stays = !Json.text(pod, "spec", "restartPolicy").equals("Always");
        if (ended && stays) {
            boolean good = all.stream()
                    .allMatch(one ->
                            Json.at(one, "state", "terminated", "exitCode").asInt() == 0);
            if (good || Json.text(pod, "spec", "restartPolicy").equals("Never")) {
                status.put("phase", good ? "Succeeded" : "Failed");
                condition(pod, "Ready", false, good ? "PodCompleted" : "PodFailed", "");
                condition(pod, "ContainersReady", false, good ? "PodCompleted" : "PodFailed", "");
                return;
            }
        }
        status.put("phase", begun ? "Running" : "Pending");
        boolean ready = unready.isEmpty();
        String why = ready ? "" : "containers with unready status: [" + String.join(" ", unready) + "]";
        condition(pod, "Ready", ready, ready ? "" : "ContainersNotReady", why);
        condition(pod, "ContainersReady", ready, ready ? "" : "ContainersNotReady", why);
    }

    private String address(String node) {
        int count = addresses.merge(node, 1, Integer::sum) + 3;
        List<String> nodes =
                cluster.list("", "nodes", "").stream().map(Meta::name).toList();
        int subnet = nodes.indexOf(node) + count / 250;
        return "10.42." + subnet + "." + (1 + count % 250);
    }
}
