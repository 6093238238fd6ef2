package dev.midwatch.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.ActionRequest;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.Verdict;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.kube.GuardedReader;
import dev.midwatch.core.plugin.LivePlugins;
import dev.midwatch.testkit.ToolRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A namespace of a real cluster with a node, a watch over it, and the API server's own log of what that watch does. */
final class RepairSite implements AutoCloseable {
    final RealNamespace cluster;
    final FakeKubelet kubelet;
    final RealWatch watch;
    final ServerAudit server;

    RepairSite(Path directory, Path auditLog) throws Exception {
        cluster = new RealNamespace(directory);
        kubelet = new FakeKubelet(cluster, directory);
        kubelet.node("work");
        watch = new RealWatch(cluster, directory);
        server = new ServerAudit(auditLog, watch.user);
    }

    /** A Deployment whose pods run. */
    void deploy(String name, int replicas) throws Exception {
        cluster.apply("operator", kubelet.workload(name, replicas, "", ""));
        kubelet.roll(name);
    }

    JsonNode deployment(String name) {
        return cluster.get(cluster.deployment(name));
    }

    int replicas(String name) {
        return deployment(name).at("/spec/replicas").asInt();
    }

    List<String> pods(String app) throws IOException, InterruptedException {
        return List.of(cluster.kubectl("get", "pods", "-l", "app=" + app, "-o", "jsonpath={.items[*].metadata.name}")
                .split(" "));
    }

    /** Arguments for a tool. */
    String scaled(String name, int replicas) {
        return "{\"kind\":\"Deployment\",\"namespace\":\"%s\",\"name\":\"%s\",\"replicas\":%d}"
                .formatted(cluster.namespace, name, replicas);
    }

    String restarted(String name) {
        return "{\"kind\":\"Deployment\",\"namespace\":\"%s\",\"name\":\"%s\"}".formatted(cluster.namespace, name);
    }

    String pod(String name) {
        return "{\"namespace\":\"%s\",\"name\":\"%s\"}".formatted(cluster.namespace, name);
    }

    /** The steps of our audit file about that object, in their order. */
    List<String> steps(String object) {
        return watch.audit().lines().stream()
                .filter(line -> line.contains("/" + object + "\"") || line.contains(" " + object + "\""))
                .map(RepairSite::step)
                .toList();
    }

    private static String step(String line) {
        return line.replaceAll(".*\"step\":\"([^\"]*)\".*", "$1");
    }

    /**
     * What the server was asked to change of that object, by us and in earnest, whether or not it did. It writes this down before it does
     * anything, so that nothing is missing here that was answered.
     */
    List<ServerAudit.Line> asked(String object) throws IOException {
        return server.lines().stream()
                .filter(line -> !line.done() && line.writes() && !line.isDryRun())
                .filter(line ->
                        line.object().endsWith("/" + object) || line.object().endsWith(" " + object))
                .toList();
    }

    BothLogs logs() throws IOException {
        return BothLogs.of(watch.audit().lines(), server.lines());
    }

    /** Both logs side by side, for the documentation. */
    String evidence() throws IOException {
        Map<String, Long> without = watch.audit().lines().stream()
                .filter(line -> !line.contains("\"audit_id\""))
                .map(RepairSite::step)
                .collect(Collectors.groupingBy(step -> step, TreeMap::new, Collectors.counting()));
        return "%s\n%s Our steps without a write: %s.\n"
                .formatted(logs().table(), logs().rest(), without)
                // The namespace of this run says nothing to a reader.
                .replace(cluster.namespace, "team");
    }

    /**
     * Cordons a node as the repair of what is found about a workload, as a check would propose it that knows nothing better; planned by the
     * packaged tool.
     */
    Proposal proposeCordon(String node, String workload) throws Exception {
        LedgerEntry entry = watch.kernel.get(FindingLedger.class).all().stream()
                .filter(one -> one.finding().owner().name().equals(workload))
                .findFirst()
                .orElseThrow();
        ActionTool tool = watch.kernel.get(LivePlugins.class).current().skills().stream()
                .flatMap(skill -> skill.actions().stream())
                .filter(one -> one.spec().name().equals("cordon"))
                .findFirst()
                .orElseThrow();
        ClusterReader reader = new GuardedReader(
                watch.kernel.get(Cluster.class).live(),
                tool.permissions(),
                watch.kernel.get(ClusterSettings.class).scope());
        Action action = ToolRun.of(tool).plan(reader, Map.of("name", node));
        Verdict verdict = watch.kernel
                .get(ActionGate.class)
                .submit(new ActionRequest(
                        action,
                        tool.permissions(),
                        Optional.of(entry.fingerprint()),
                        entry.finding().summary(),
                        "job:pod-restart-loop"));
        return ((Verdict.Asked) verdict).proposal();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        watch.close();
        kubelet.close();
        cluster.close();
    }
}
