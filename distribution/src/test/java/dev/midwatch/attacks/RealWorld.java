package dev.midwatch.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/** The world's objects on a real API server, and what kubelets and Argo CD would do with them: nobody else does. */
final class RealWorld {
    private static final String REFRESH = "argocd.argoproj.io/refresh";

    private final RawApi admin;
    private final List<Manifest> objects;
    private final Set<String> namespaces = new TreeSet<>();

    RealWorld(RawApi admin) {
        this.admin = admin;
        this.objects = Stream.of("identity.yaml", "healthy.yaml", "world.yaml")
                .map(World::documents)
                .flatMap(Collection::stream)
                .map(document -> Manifest.of(document, admin))
                .toList();
        objects.stream().map(Manifest::namespace).filter(one -> !one.isEmpty()).forEach(namespaces::add);
    }

    void make() {
        // What a run before took away may still be going.
        patiently()
                .until(() -> kind("Namespace").allMatch(one -> phase(one.path()).matches("|Active")));
        objects.forEach(Manifest::endAtOnce);
        objects.forEach(one -> one.apply(admin));
        settle();
    }

    /** Plays kubelet and Argo CD until everything is as it should be. */
    void settle() {
        patiently().untilAsserted(() -> {
            kind("Application").forEach(this::refresh);
            assertThat(namespaces.stream().flatMap(this::restless)).isEmpty();
        });
    }

    /** Without waiting for namespaces, which takes as long as the server likes. */
    void takeAway() {
        List<Manifest> lastFirst = new ArrayList<>(objects);
        Collections.reverse(lastFirst);
        lastFirst.stream()
                .filter(one -> one.namespace().isEmpty() || one.namespace().equals("kube-system"))
                .forEach(one -> admin.delete(one.path()));
    }

    /** What is not as it should be in a namespace; its pods are set going. */
    private Stream<String> restless(String namespace) {
        List<JsonNode> pods = items("/api/v1/namespaces/%s/pods".formatted(namespace));
        pods.stream().filter(RealWorld::waits).forEach(this::run);
        return Stream.concat(
                pods.stream().filter(pod -> !phaseOf(pod).equals("Running")).map(RealWorld::path),
                Stream.of("deployments", "statefulsets")
                        .map(type -> "/apis/apps/v1/namespaces/%s/%s".formatted(namespace, type))
                        .flatMap(path -> items(path).stream()
                                .filter(workload -> !isAtRest(workload, pods))
                                .map(workload -> path + "/" + name(workload))));
    }

    private static boolean isAtRest(JsonNode workload, List<JsonNode> pods) {
        int wanted = workload.at("/spec/replicas").asInt();
        String prefix = name(workload) + "-";
        JsonNode status = workload.path("status");
        return workload.at("/metadata/generation").asLong()
                        == status.path("observedGeneration").asLong()
                && Stream.of("replicas", "updatedReplicas", "readyReplicas")
                        .allMatch(count -> status.path(count).asInt() == wanted)
                && pods.stream().filter(pod -> name(pod).startsWith(prefix)).count() == wanted;
    }

    /** It has a node, whose kubelet would now start it. */
    private static boolean waits(JsonNode pod) {
        return phaseOf(pod).equals("Pending")
                && !pod.at("/spec/nodeName").asText().isEmpty();
    }

    private void run(JsonNode pod) {
        List<String> containers = new ArrayList<>();
        for (JsonNode container : pod.at("/spec/containers")) {
            containers.add("""
                    {"name": %s, "image": %s, "imageID": "", "ready": true, "started": true, "restartCount": 0,
                     "state": {"running": {"startedAt": "%s"}}}
                    """.formatted(container.path("name"), container.path("image"), Instant.now()));
        }
        RawApi.Answer answer =
                admin.send("PATCH", path(pod) + "/status", "application/strategic-merge-patch+json", """
                {"status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}], "containerStatuses": [%s]}}
                """.formatted(
                                String.join(",", containers)));
        if (!answer.isSuccess() && !answer.isMissing()) {
            throw new IllegalStateException("the status of %s: %s".formatted(path(pod), answer));
        }
    }

    private static String path(JsonNode pod) {
        return "/api/v1/namespaces/%s/pods/%s"
                .formatted(pod.at("/metadata/namespace").asText(), name(pod));
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    private void refresh(Manifest application) {
        if (admin.get(application.path()).body().at("/metadata/annotations").has(REFRESH)) {
            admin.merge(application.path(), "{\"metadata\":{\"annotations\":{\"%s\":null}}}".formatted(REFRESH));
        }
    }

    private Stream<Manifest> kind(String kind) {
        return objects.stream().filter(one -> one.isA(kind));
    }

    private List<JsonNode> items(String path) {
        List<JsonNode> items = new ArrayList<>();
        admin.must("GET", path, "application/json", "").path("items").forEach(items::add);
        return items;
    }

    private String phase(String path) {
        return phaseOf(admin.get(path).body());
    }

    /** Empty of what is not there. */
    private static String phaseOf(JsonNode object) {
        return object.at("/status/phase").asText();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50));
    }
}
