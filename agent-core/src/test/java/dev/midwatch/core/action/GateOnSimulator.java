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
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.audit.CanonicalJson;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerSettings;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.config.ActionsConfig.Exec;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.config.ActionsConfig.Rule;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Level;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A simulated cluster, a store and an audit file, and gates on them. */
final class GateOnSimulator implements AutoCloseable {
    static final List<Permission> DECLARED =
            List.of(Permission.of(Verb.PATCH, ResourceType.DEPLOYMENTS), Permission.of(Verb.DELETE, ResourceType.PODS));

    final Simulation simulation = Simulation.start(Scenario.builtIn("healthy"));
    final Cluster cluster;
    final Database database;
    final Audit audit;
    final Stop stop;
    final FindingLedger ledger;

    GateOnSimulator(Path directory) throws IOException {
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), simulation.kubeconfig());
        cluster = Cluster.connect(ClusterSettings.of(kubeconfig));
        database = Database.open(directory.resolve("state.db"));
        ledger = new FindingLedger(database, LedgerSettings.DEFAULTS, simulation.clock());
        stop = new Stop(directory.resolve("STOP"));
        audit = new Audit(directory.resolve("audit.jsonl"), simulation.clock());
    }

    ActionGate gate(Mode mode) {
        return gate(mode, Writes.by(cluster.writer()));
    }

    ActionGate gate(Mode mode, Writes writes) {
        return gate(config(mode, Set.of("kube-system"), 2), writes);
    }

    ActionGate gate(ActionsConfig config) {
        return gate(config, Writes.by(cluster.writer()));
    }

    ActionGate gate(ActionsConfig config, Writes writes) {
        return gate(config, writes, name -> true);
    }

    /** @param loaded whether a plugin has the action of that name */
    ActionGate gate(ActionsConfig config, Writes writes, Predicate<String> loaded) {
        return new ActionGate(
                cluster.live(),
                writes,
                database,
                audit,
                stop,
                () -> config,
                new Reasons(ledger, loaded),
                simulation.clock());
    }

    static ActionsConfig config(Mode mode, Set<String> fenced, int perObject, Rule... rules) {
        return new ActionsConfig(
                mode,
                List.copyOf(fenced),
                new ActionsConfig.Rate(perObject, 20),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                List.of(rules),
                new Exec(false, List.of()));
    }

    static Approver approver(String name) {
        return new Approver("console:" + name, Level.APPROVER);
    }

    List<Proposal> proposals() {
        return new ProposalStore(database).all();
    }

    Recovery recovery() {
        return new Recovery(cluster.live(), database, audit, simulation.clock());
    }

    /** What is settled now, all of it told. */
    List<Recovery.Settled> settled() {
        List<Recovery.Settled> told = new ArrayList<>();
        recovery().settle(told::add);
        return told;
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

    /** The deletion of a pod that is not ready. */
    Action deletePod() throws ClusterException {
        simulation.inject("not-ready: {workload: shop/postgres}");
        simulation.advance(Duration.ofMinutes(1));
        KubeObject pod = cluster.live().list(ResourceType.PODS).stream()
                .filter(one -> one.name().equals("postgres-0"))
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
                .map(line -> CanonicalJson.parse(line).get("step").text())
                .toList();
    }

    @Override
    public void close() {
        database.close();
        cluster.close();
        simulation.close();
    }
}
