package dev.midwatch.core.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.core.action.GateSettings.Mode;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.store.Database;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A simulated cluster, a store and an audit file, and gates on them. */
final class GateOnSimulator implements AutoCloseable {
    static final List<Permission> DECLARED =
            List.of(Permission.of(Verb.PATCH, ResourceType.DEPLOYMENTS), Permission.of(Verb.DELETE, ResourceType.PODS));

    final Simulation simulation = Simulation.start(Scenario.builtIn("healthy"));
    final Cluster cluster;
    final Database database;
    final Audit audit;

    GateOnSimulator(Path directory) throws IOException {
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), simulation.kubeconfig());
        cluster = Cluster.connect(ClusterSettings.of(kubeconfig));
        database = Database.open(directory.resolve("state.db"));
        audit = new Audit(directory.resolve("audit.jsonl"), simulation.clock());
    }

    ActionGate gate(Mode mode) {
        return gate(mode, Writes.by(cluster.writer()));
    }

    ActionGate gate(Mode mode, Writes writes) {
        return gate(
                new GateSettings(mode, Set.of("kube-system"), 2, 20, Duration.ofMinutes(10), Duration.ofHours(1)),
                writes);
    }

    ActionGate gate(GateSettings settings, Writes writes) {
        return new ActionGate(cluster.live(), writes, database, audit, settings, simulation.clock());
    }

    Recovery recovery() {
        return new Recovery(cluster.live(), database, audit, simulation.clock());
    }

    /** A restart of the shop, as it is planned now. */
    Action restart() throws ClusterException {
        KubeObject shop = shop();
        Map<String, Object> annotations = Map.of(
                "kubectl.kubernetes.io/restartedAt",
                simulation.clock().instant().toString());
        return new Action.Patch(
                new Intent(
                        "rollout_restart",
                        ResourceType.DEPLOYMENTS,
                        shop.ref(),
                        Risk.SAFE,
                        "kubectl -n shop rollout restart deployment/shop"),
                "",
                PatchType.STRATEGIC_MERGE,
                Json.of(Map.of("spec", Map.of("template", Map.of("metadata", Map.of("annotations", annotations))))));
    }

    Action deletePod() throws ClusterException {
        KubeObject pod = cluster.live().list(ResourceType.PODS).stream()
                .filter(one -> one.namespace().equals("shop"))
                .findFirst()
                .orElseThrow();
        return new Action.Delete(new Intent(
                "delete_pod", ResourceType.PODS, pod.ref(), Risk.SAFE, "kubectl -n shop delete pod " + pod.name()));
    }

    KubeObject shop() throws ClusterException {
        return cluster.live().find(ResourceType.DEPLOYMENTS, "shop", "shop").orElseThrow();
    }

    static ActionRequest request(Action action) {
        return new ActionRequest(action, DECLARED, Optional.of("finding-1"), "it crashes", "job:pods");
    }

    List<String> steps() {
        return audit.lines().stream()
                .map(line -> ActionJson.parse(line).get("step").text())
                .toList();
    }

    @Override
    public void close() {
        database.close();
        cluster.close();
        simulation.close();
    }
}
