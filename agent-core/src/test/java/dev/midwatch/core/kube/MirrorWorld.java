package dev.midwatch.core.kube;

import static org.awaitility.Awaitility.await;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A simulated cluster, what stands before it, and one who follows it. */
final class MirrorWorld implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    static final String MAPS = "/api/v1/configmaps";
    static final MirrorTimes QUICK = new MirrorTimes(
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofHours(1),
            Duration.ofMillis(100),
            Duration.ofSeconds(60),
            Duration.ofHours(1));
    static final List<Permission> NEEDS = List.of(
            Permission.list(ResourceType.PODS, "status", "spec.nodeName"),
            Permission.list(ResourceType.CONFIG_MAPS, "data"),
            Permission.list(ResourceType.DEPLOYMENTS, "spec.replicas", "status"),
            Permission.list(ResourceType.SECRETS, "data", "type"),
            Permission.list(ResourceType.NODES, "status.conditions", "spec"),
            Permission.list(ResourceType.NAMESPACES, "metadata.name"),
            Permission.list(ResourceType.POD_METRICS, "containers"));

    final Simulation simulation =
            Simulation.start(Scenario.builtIn("healthy"), Instant.parse("2026-01-02T12:00:00Z"), 0, 1);
    final UnsteadyProxy proxy;
    final Cluster follower;
    /** Asks the server itself, each time. */
    private final Cluster direct;

    private final ApiConnection api;

    MirrorWorld(Path directory) throws IOException {
        proxy = new UnsteadyProxy(simulation.url());
        follower = Cluster.connect(ClusterSettings.of(proxy.kubeconfig(directory, simulation.adminToken())));
        Path file = Files.writeString(directory.resolve("direct"), simulation.kubeconfig());
        direct = Cluster.connect(ClusterSettings.of(file));
        api = new ApiConnection(
                ClusterSource.find(ClusterSettings.of(file)).client(),
                Duration.ofSeconds(20),
                10_000,
                new RequestStats(),
                new Contact(Clock.systemUTC()));
    }

    Mirror follow(MirrorTimes times) {
        return follower.follow(NEEDS, Set.of(), SnapshotScope.EVERYTHING, times);
    }

    /** Until the ConfigMaps are listed and watched. */
    Mirror followMaps(MirrorTimes times) {
        Mirror mirror = follow(times);
        shown(ResourceType.CONFIG_MAPS);
        await().atMost(SOON).until(() -> proxy.count(MAPS, true) == 1);
        return mirror;
    }

    Snapshot snapshot(ResourceType... types) {
        return follower.snapshot(needs(types), SnapshotScope.EVERYTHING);
    }

    private static List<Permission> needs(ResourceType... types) {
        return NEEDS.stream().filter(one -> List.of(types).contains(one.type())).toList();
    }

    /** By name; what the mirror shows. */
    Map<String, Object> shown(ResourceType type) {
        return byName(snapshot(type), type);
    }

    /** By name; what the server says when it is asked. */
    Map<String, Object> fresh(ResourceType type) {
        return byName(direct.snapshot(NEEDS, SnapshotScope.EVERYTHING), type);
    }

    private static Map<String, Object> byName(Snapshot snapshot, ResourceType type) {
        try {
            Map<String, Object> all = new TreeMap<>();
            for (KubeObject object : snapshot.list(type)) {
                all.put(object.namespace() + "/" + object.name(), object.json().raw());
            }
            return all;
        } catch (ClusterException gap) {
            return Map.of("gap", gap.why());
        }
    }

    void create(ResourceType type, String name, Map<String, ?> more) throws ClusterException {
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put("apiVersion", type.apiVersion());
        body.put("kind", type.kind());
        body.put("metadata", Map.of("name", name, "namespace", "default"));
        send("POST", ApiPath.list(type, "default"), "application/json", body);
    }

    void merge(ResourceType type, String namespace, String name, Map<String, ?> change) throws ClusterException {
        send("PATCH", ApiPath.object(type, namespace, name), "application/merge-patch+json", change);
    }

    void delete(ResourceType type, String name) throws ClusterException {
        send("DELETE", ApiPath.object(type, "default", name), null, null);
    }

    private void send(String method, ApiPath path, String contentType, Map<String, ?> body) throws ClusterException {
        byte[] bytes = body == null ? null : AccessReview.bytes(body);
        api.send(method, path, "application/json", contentType, bytes, LiveReader::json);
    }

    @Override
    public void close() {
        follower.close();
        direct.close();
        api.close();
        proxy.close();
        simulation.close();
    }
}
