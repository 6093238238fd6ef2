package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.controller.Cluster;
import dev.midwatch.simulator.controller.Faults;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.util.List;
import java.util.function.Consumer;

/** A workload that runs in the cluster, by namespace/name. */
final class Workloads {
    private static final List<String> PLURALS = List.of("deployments", "statefulsets", "daemonsets");
    private final Cluster cluster;
    private final String plural;
    private final String namespace;
    private final String name;

    private Workloads(Cluster cluster, String plural, String namespace, String name) {
        this.cluster = cluster;
        this.plural = plural;
        this.namespace = namespace;
        this.name = name;
    }

    static Workloads of(Cluster cluster, String workload) {
        String[] parts = workload.split("/");
        return PLURALS.stream()
                .filter(plural ->
                        cluster.find("apps", plural, parts[0], parts[1]).isPresent())
                .findFirst()
                .map(plural -> new Workloads(cluster, plural, parts[0], parts[1]))
                .orElseThrow(() -> new ScenarioException("there is no workload " + workload));
    }

    void edit(Consumer<ObjectNode> change) {
        cluster.edit("apps", plural, namespace, name, change);
    }

    void restart() {
        edit(object -> Json.child(object, "spec", "template", "metadata", "annotations")
                .put("kubectl.kubernetes.io/restartedAt", Meta.time(cluster.now())));
    }

    /** Asks for more than any node has. */
    void request(JsonNode given) {
        edit(object -> {
            ObjectNode container = Json.objects(Json.at(object, "spec", "template", "spec", "containers"))
                    .get(0);
            ObjectNode requests = Json.child(container, "resources", "requests");
            boolean plain = !given.has("cpu") && !given.has("memory");
            if (given.has("memory")) {
                requests.put("memory", given.path("memory").asText());
                Json.child(container, "resources", "limits")
                        .put("memory", given.path("memory").asText());
            }
            if (plain || given.has("cpu")) {
                requests.put("cpu", given.path("cpu").asText("64"));
            }
        });
    }

    void say(Faults faults, JsonNode given) {
        faults.say(namespace, name, Json.texts(given.path("lines")));
    }
}
