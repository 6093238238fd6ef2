package dev.midwatch.watch;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands in for the kubelet of one node, as far as the API server can tell: writes the status of the pods that the real scheduler binds to
 * it, lets go of those that are deleted, and answers when their logs are asked for. No container runs; how a pod fares is what the test
 * says.
 */
final class FakeKubelet implements AutoCloseable {
    private final RealNamespace cluster;
    private final LoopbackTls logs;
    /** By uid: what the containers of these pods said before they crashed. */
    private final Map<String, String> crashing = new ConcurrentHashMap<>();
    /** By pod's name, for the log. */
    private final Map<String, String> said = new ConcurrentHashMap<>();
    /** Labels {@code app} whose new pods never get ready. */
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    private final List<String> nodes = new ArrayList<>();

    FakeKubelet(RealNamespace cluster, Path directory)
            throws IOException, GeneralSecurityException, InterruptedException {
        this.cluster = cluster;
        this.logs = new LoopbackTls(directory, "kubelet", this::log);
    }

    private void log(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        byte[] body = (path.length > 3 ? said.getOrDefault(path[3], "") : "").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** A ready node which takes only the pods of {@link #workload}, and only if it is of that role. */
    String node(String role) {
        String name = cluster.namespace + "-" + role;
        cluster.send("POST", "/api/v1/nodes", "application/json", """
                {"apiVersion":"v1","kind":"Node","metadata":{"name":"%s","labels":{"midwatch-test":"%s"}},
                 "spec":{"taints":[{"key":"midwatch-test","value":"%s","effect":"NoSchedule"}]}}""".formatted(name, name, name));
        nodes.add(name);
        cluster.patch("/api/v1/nodes/" + name + "/status", """
                {"status":{"capacity":{"cpu":"64","memory":"64Gi","pods":"110"},
                 "allocatable":{"cpu":"64","memory":"64Gi","pods":"110"},
                 "addresses":[{"type":"InternalIP","address":"127.0.0.1"}],
                 "daemonEndpoints":{"kubeletEndpoint":{"Port":%d}},
                 "conditions":[{"type":"Ready","status":"True","reason":"KubeletReady","lastHeartbeatTime":"%s","lastTransitionTime":"%s"}]}}""".formatted(logs.port(), now(), now().minusSeconds(3600)));
        return name;
    }

    /** The manifest of a Deployment for the node of role {@code work}, with labels and annotations as YAML flow maps. */
    String workload(String name, int replicas, String labels, String annotations) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, namespace: %2$s, labels: {%4$s}, annotations: {%5$s}}
                spec:
                  replicas: %3$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      nodeSelector: {midwatch-test: %2$s-work}
                      tolerations: [{key: midwatch-test, operator: Exists}]
                      containers: [{name: web, image: "registry.example/web:1"}]
                """.formatted(name, cluster.namespace, replicas, labels, annotations);
    }

    /** From now on the present pods of an app crash again and again, with these last words. */
    void crash(String app, String words) {
        for (JsonNode pod : pods()) {
            if (app(pod).equals(app)) {
                crashing.put(uid(pod), words);
                said.put(pod.at("/metadata/name").asText(), words);
            }
        }
        tend();
    }

    /** Pods of that app that come from now on never get ready. */
    void hold(String app) {
        held.add(app);
    }

    /** Tends to the pods until the controllers have made of a Deployment what its spec wants. */
    void roll(String deployment) {
        await(deployment)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    tend();
                    JsonNode now = cluster.get(cluster.deployment(deployment));
                    int wanted = now.at("/spec/replicas").asInt();
                    return now.at("/metadata/generation").asInt()
                                    == now.at("/status/observedGeneration").asInt()
                            && List.of("replicas", "updatedReplicas", "availableReplicas").stream()
                                    .allMatch(count ->
                                            now.path("status").path(count).asInt() == wanted);
                });
    }

    /** Brings the status of every pod up to date. */
    void tend() {
        pods().forEach(this::tend);
    }

    private void tend(JsonNode pod) {
        String path = "/api/v1/namespaces/%s/pods/%s"
                .formatted(cluster.namespace, pod.at("/metadata/name").asText());
        boolean ready = pod.at("/status/containerStatuses/0/ready").asBoolean();
        boolean known = pod.at("/status/containerStatuses/0").isObject();
        if (pod.at("/spec/nodeName").asText().isEmpty()) {
            return;
        }
        if (pod.at("/metadata/deletionTimestamp").isTextual()) {
            cluster.send("DELETE", path, "application/json", "{\"gracePeriodSeconds\":0}");
        } else if (crashing.containsKey(uid(pod))) {
            if (ready || !known) {
                cluster.patch(path + "/status", crashed());
            }
        } else if (!ready && !held.contains(app(pod))) {
            cluster.patch(path + "/status", running());
        }
    }

    private static String running() {
        return status("True", """
                "ready":true,"restartCount":0,"state":{"running":{"startedAt":"%s"}}""".formatted(now()));
    }

    private static String crashed() {
        return status("False", """
                "ready":false,"restartCount":4,
                "state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off 1m20s restarting failed container"}},
                "lastState":{"terminated":{"exitCode":1,"reason":"Error","startedAt":"%s","finishedAt":"%s"}}""".formatted(now().minusSeconds(20), now().minusSeconds(8)));
    }

    private static String status(String ready, String container) {
        return """
                {"status":{"phase":"Running","conditions":[
                  {"type":"Initialized","status":"True"},
                  {"type":"ContainersReady","status":"%1$s","lastTransitionTime":"%2$s"},
                  {"type":"Ready","status":"%1$s","lastTransitionTime":"%2$s"}],
                 "containerStatuses":[{"name":"web","image":"registry.example/web:1","imageID":"",%3$s}]}}""".formatted(ready, now(), container);
    }

    private Iterable<JsonNode> pods() {
        return cluster.get("/api/v1/namespaces/%s/pods".formatted(cluster.namespace))
                .path("items");
    }

    private static String app(JsonNode pod) {
        return pod.at("/metadata/labels/app").asText();
    }

    private static String uid(JsonNode pod) {
        return pod.at("/metadata/uid").asText();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public void close() {
        nodes.forEach(node -> cluster.send("DELETE", "/api/v1/nodes/" + node, "application/json", ""));
        logs.close();
    }
}
