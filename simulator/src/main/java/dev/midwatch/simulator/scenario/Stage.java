package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.controller.Cluster;
import dev.midwatch.simulator.controller.Faults;
import dev.midwatch.simulator.controller.PodFault;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.verb.DeleteOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes steps happen in a cluster. */
public final class Stage {
    private final Cluster cluster;
    private final Faults faults;
    private final ProductSteps products;

    public Stage(Cluster cluster, Faults faults) {
        this.cluster = cluster;
        this.faults = faults;
        this.products = new ProductSteps(cluster);
    }

    /** Puts the objects a scenario starts with. */
    public void set(Scenario scenario) {
        scenario.objects().forEach(object -> cluster.load(Times.fill(object, cluster.now())));
        Bulk.objects(scenario.bulkPods()).forEach(cluster::load);
        scenario.behaviours().forEach((workload, behaviour) -> {
            int slash = workload.indexOf('/');
            faults.behaviour(workload.substring(0, slash), workload.substring(slash + 1), behaviour);
        });
    }

    public void perform(Step step) {
        JsonNode given = step.arguments();
        switch (step.action()) {
            case "crash" ->
                faults.add(fault(
                        PodFault.Kind.CRASH, given, given.path("exit-code").asInt(1)));
            case "oom" -> faults.add(fault(PodFault.Kind.OOM, given, 137));
            case "not-ready" -> faults.add(fault(PodFault.Kind.NOT_READY, given, 0));
            case "image-pull-error" -> imagePullError(given);
            case "pending" ->
                Workloads.of(cluster, given.path("workload").asText()).request(given);
            case "node-not-ready" ->
                faults.down(given.path("node").asText(), until(given).orElse(Instant.MAX));
            case "secret-missing" -> missing("secrets", given.path("secret").asText(), given);
            case "config-missing" -> missing("configmaps", given.path("config").asText(), given);
            case "pvc-pending" -> pendingClaim(given);
            case "argocd" -> products.application(given);
            case "certificate" -> products.certificate(given);
            case "log" -> Workloads.of(cluster, given.path("workload").asText()).say(faults, given);
            case "metrics" ->
                faults.load(
                        given.path("node").asText(given.path("workload").asText()),
                        new Faults.Load(
                                given.path("cpu").asDouble(),
                                given.path("memory").asDouble()));
            case "heal" -> heal(given);
            case "restart" ->
                Workloads.of(cluster, given.path("workload").asText()).restart();
            case "scale" ->
                Workloads.of(cluster, given.path("workload").asText())
                        .edit(object -> Json.child(object, "spec")
                                .put("replicas", given.path("replicas").asInt()));
            case "apply" -> ObjectSteps.apply(cluster, given);
            case "patch" -> ObjectSteps.patch(cluster, given, false);
            case "patch-status" -> ObjectSteps.patch(cluster, given, true);
            case "delete" -> ObjectSteps.delete(cluster, given);
            default -> throw new ScenarioException("no such action: " + step.action());
        }
    }

    private Optional<Instant> until(JsonNode given) {
        return Spans.parse(given.path("until").asText())
                .map(span -> cluster.now().plus(span));
    }

    private PodFault fault(PodFault.Kind kind, JsonNode given, int exitCode) {
        String[] workload = given.path("workload").asText().split("/");
        boolean healedByRestart = given.path("healed-by").asText().equals("restart");
        return new PodFault(
                kind,
                workload[0],
                workload[1],
                given.path("container").asText(),
                exitCode,
                Json.texts(given.path("log")),
                given.path("message").asText("HTTP probe failed with statuscode: 503"),
                Spans.parse(given.path("after").asText()).orElse(Duration.ofSeconds(3)),
                until(given),
                healedByRestart ? Optional.of(podsOf(workload[0], workload[1])) : Optional.empty());
    }

    private Set<String> podsOf(String namespace, String workload) {
        Set<String> uids = new HashSet<>();
        for (ObjectNode pod : cluster.list("", "pods", namespace)) {
            if (PodFault.belongs(pod, workload)) {
                uids.add(Meta.uid(pod));
            }
        }
        return uids;
    }

    private void imagePullError(JsonNode given) {
        String message = given.path("message").asText("rpc error: code = NotFound desc = manifest unknown: not found");
        ObjectNode told = given.deepCopy();
        told.put("message", message);
        PodFault fault = fault(PodFault.Kind.IMAGE_PULL, told, 0);
        faults.add(fault);
        Workloads workload = Workloads.of(cluster, given.path("workload").asText());
        if (given.has("image")) {
            workload.edit(object -> Json.objects(Json.at(object, "spec", "template", "spec", "containers"))
                    .get(0)
                    .put("image", given.path("image").asText()));
        } else {
            workload.restart();
        }
    }

    /** As after a deploy that forgot it: the object is gone and the workload starts anew. */
    private void missing(String plural, String object, JsonNode given) {
        String[] name = object.split("/");
        cluster.delete("", plural, name[0], name[1], DeleteOptions.plain());
        if (given.has("workload")) {
            Workloads.of(cluster, given.path("workload").asText()).restart();
        }
    }

    private void pendingClaim(JsonNode given) {
        String[] name = given.path("claim").asText().split("/");
        ObjectNode claim = Json.object();
        claim.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
        claim.putObject("metadata").put("name", name[1]).put("namespace", name[0]);
        ObjectNode spec = claim.putObject("spec");
        spec.putArray("accessModes").add("ReadWriteOnce");
        spec.put("storageClassName", given.path("storage-class").asText("fast-ssd"));
        Json.child(spec, "resources", "requests")
                .put("storage", given.path("size").asText("10Gi"));
        cluster.create(claim, "scenario");
    }

    private void heal(JsonNode given) {
        if (given.path("all").asBoolean()) {
            faults.healAll();
        }
        if (given.has("node")) {
            faults.healNode(given.path("node").asText());
        }
        if (given.has("workload")) {
            List<String> name = List.of(given.path("workload").asText().split("/"));
            faults.healWorkload(name.get(0), name.get(1));
        }
    }
}
