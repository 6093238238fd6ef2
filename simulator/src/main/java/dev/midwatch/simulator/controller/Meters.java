package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.object.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What metrics-server would measure: steady shares of what pods ask for, unless a scenario says otherwise. */
public final class Meters {
    private static final long MEBI = 1L << 20;
    private final Cluster cluster;
    private final Faults faults;

    Meters(Cluster cluster, Faults faults) {
        this.cluster = cluster;
        this.faults = faults;
    }

    public List<ObjectNode> nodes() {
        List<ObjectNode> measured = new ArrayList<>();
        for (ObjectNode node : cluster.list("", "nodes", "")) {
            if (!Conditions.isTrue(node, "Ready")) {
                continue;
            }
            long cpu = 120;
            long memory = 900 * MEBI;
            for (ObjectNode pod : cluster.list("", "pods", "")) {
                if (Json.text(pod, "spec", "nodeName").equals(Meta.name(node))) {
                    for (JsonNode container : Json.at(pod, "spec", "containers")) {
                        cpu += cpu(pod, container);
                        memory += memory(pod, container);
                    }
                }
            }
            Optional<Faults.Load> load = faults.load(Meta.name(node));
            if (load.isPresent()) {
                JsonNode room = Json.at(node, "status", "allocatable");
                cpu = (long) (Quantity.milli(room.path("cpu").asText("0"))
                        * load.get().cpu());
                memory = (long) (Quantity.whole(room.path("memory").asText("0"))
                        * load.get().memory());
            }
            ObjectNode metrics = metrics("NodeMetrics", node);
            usage(metrics.putObject("usage"), cpu, memory);
            measured.add(metrics);
        }
        return measured;
    }

    public List<ObjectNode> pods() {
        List<ObjectNode> measured = new ArrayList<>();
        for (ObjectNode pod : cluster.list("", "pods", "")) {
            if (!Json.text(pod, "status", "phase").equals("Running")) {
                continue;
            }
            ObjectNode metrics = metrics("PodMetrics", pod);
            Meta.of(metrics).put("namespace", Meta.namespace(pod));
            var containers = metrics.putArray("containers");
            for (JsonNode container : Json.at(pod, "spec", "containers")) {
                ObjectNode one = containers
                        .addObject()
                        .put("name", container.path("name").asText());
                usage(one.putObject("usage"), cpu(pod, container), memory(pod, container));
            }
            measured.add(metrics);
        }
        return measured;
    }

    private ObjectNode metrics(String kind, ObjectNode of) {
        ObjectNode metrics = Json.object();
        metrics.put("kind", kind).put("apiVersion", "metrics.k8s.io/v1beta1");
        ObjectNode metadata = metrics.putObject("metadata");
        metadata.put("name", Meta.name(of)).put("creationTimestamp", Meta.time(cluster.now()));
        if (Json.at(of, "metadata", "labels").isObject()) {
            metadata.set("labels", Json.at(of, "metadata", "labels"));
        }
        return metrics.put("timestamp", Meta.time(cluster.now())).put("window", "15.029s");
    }

    private static void usage(ObjectNode usage, long milliCpu, long bytes) {
        usage.put("cpu", milliCpu * 1_000_000 + "n").put("memory", bytes / 1024 + "Ki");
    }

    /** Moves by a tenth up and down from minute to minute, the same in every run. */
    private double share(ObjectNode pod, double base) {
        int phase =
                Math.floorMod(Meta.uid(pod).hashCode() + (int) (cluster.now().getEpochSecond() / 60) * 31, 100);
        return base * (0.9 + phase / 500.0);
    }

    private Optional<Faults.Load> load(ObjectNode pod) {
        String owner =
                Meta.controller(pod).map(ref -> ref.path("name").asText()).orElse(Meta.name(pod));
        String hash = Json.text(pod, "metadata", "labels", DeploymentController.HASH);
        String workload = hash.isEmpty() ? owner : owner.replace("-" + hash, "");
        return faults.load(Meta.namespace(pod) + "/" + workload);
    }

    private long cpu(ObjectNode pod, JsonNode container) {
        long asked = Math.max(10, Quantity.milli(Json.text(container, "resources", "requests", "cpu")));
        return (long) (asked * load(pod).map(Faults.Load::cpu).orElse(share(pod, 0.4)));
    }

    private long memory(ObjectNode pod, JsonNode container) {
        String text = Json.text(container, "resources", "requests", "memory");
        long asked = text.isEmpty() ? 32 * MEBI : Quantity.whole(text);
        return (long) (asked * load(pod).map(Faults.Load::memory).orElse(share(pod, 0.7)));
    }
}
