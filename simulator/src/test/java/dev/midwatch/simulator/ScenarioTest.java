package dev.midwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.scenario.Scenario;
import dev.midwatch.simulator.scenario.ScenarioException;
import dev.midwatch.simulator.scenario.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    private static final String SMALL = """
            cluster:
              nodes: 2
              workloads:
                - {name: web, namespace: shop, replicas: 2, port: 8080, secret: web-secret}
            """;

    private static List<JsonNode> pods(Wire wire) {
        List<JsonNode> pods = new ArrayList<>();
        wire.get("/api/v1/namespaces/shop/pods").at("/items").forEach(pods::add);
        return pods;
    }

    private static List<String> statuses(Wire wire) {
        List<String> statuses = new ArrayList<>();
        wire.table("/api/v1/namespaces/shop/pods")
                .at("/rows")
                .forEach(row -> statuses.add(row.at("/cells/2").asText()));
        return statuses;
    }

    @Test
    void startsWithEverythingRunning() {
        try (Simulation simulation = Simulation.start(Scenario.builtIn("healthy"))) {
            Wire wire = Wire.admin(simulation);
            JsonNode rows = wire.table("/api/v1/pods").at("/rows");
            assertThat(rows)
                    .hasSizeGreaterThan(20)
                    .allMatch(row -> row.at("/cells/2").asText().equals("Running"));
            JsonNode deployments = wire.get("/apis/apps/v1/deployments").at("/items");
            assertThat(deployments)
                    .allMatch(item -> item.at("/status/availableReplicas").equals(item.at("/spec/replicas")));
            assertThat(wire.get("/apis/metrics.k8s.io/v1beta1/nodes").at("/items"))
                    .hasSize(3);
            assertThat(wire.get("/api/v1/persistentvolumeclaims").at("/items"))
                    .isNotEmpty()
                    .allMatch(claim -> claim.at("/status/phase").asText().equals("Bound"));
        }
    }

    @Test
    void isTheSameClusterEachTime() {
        try (Simulation one = Simulation.start(Scenario.parse("small", SMALL));
                Simulation two = Simulation.start(Scenario.parse("small", SMALL))) {
            assertThat(Wire.admin(one).get("/api/v1/pods").text())
                    .isEqualTo(Wire.admin(two).get("/api/v1/pods").text());
        }
    }

    @Test
    void crashesWithBackoffUntilTheRolloutIsRestarted() {
        try (Simulation simulation = Simulation.start(Scenario.parse("small", SMALL))) {
            Wire wire = Wire.admin(simulation);
            simulation.inject(
                    "crash: {workload: shop/web, exit-code: 3, healed-by: restart, log: ['panic: pool is stale']}");
            simulation.advance(Duration.ofMinutes(1));
            assertThat(statuses(wire)).contains("CrashLoopBackOff");
            JsonNode status = pods(wire).get(0).at("/status/containerStatuses/0");
            assertThat(status.at("/lastState/terminated/exitCode").asInt()).isEqualTo(3);
            int early = status.at("/restartCount").asInt();
            simulation.advance(Duration.ofMinutes(10));
            assertThat(pods(wire)
                            .get(0)
                            .at("/status/containerStatuses/0/restartCount")
                            .asInt())
                    .isGreaterThan(early)
                    .isLessThan(12);
            String name = pods(wire).get(0).at("/metadata/name").asText();
            assertThat(wire.get("/api/v1/namespaces/shop/pods/" + name + "/log?previous=true&tailLines=1")
                            .text())
                    .isEqualTo("panic: pool is stale\n");
            JsonNode events = wire.get(
                            "/api/v1/namespaces/shop/events?fieldSelector=reason=BackOff,involvedObject.name=" + name)
                    .at("/items");
            assertThat(events).isNotEmpty();
            wire.patch(
                    "/apis/apps/v1/namespaces/shop/deployments/web",
                    "application/strategic-merge-patch+json",
                    "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/restartedAt\":\"now\"}}}}}");
            simulation.advance(Duration.ofMinutes(2));
            assertThat(statuses(wire)).containsExactly("Running", "Running");
            assertThat(pods(wire))
                    .noneMatch(pod -> pod.at("/metadata/name").asText().equals(name));
        }
    }

    @Test
    void bringsADeletedPodBack() {
        try (Simulation simulation = Simulation.start(Scenario.parse("small", SMALL))) {
            Wire wire = Wire.admin(simulation);
            String name = pods(wire).get(0).at("/metadata/name").asText();
            wire.delete("/api/v1/namespaces/shop/pods/" + name, null);
            simulation.advance(Duration.ofSeconds(20));
            assertThat(pods(wire))
                    .hasSize(2)
                    .noneMatch(pod -> pod.at("/metadata/name").asText().equals(name));
            assertThat(statuses(wire)).containsExactly("Running", "Running");
        }
    }

    @Test
    void losesANodeAndTakesItBack() {
        try (Simulation simulation = Simulation.start(Scenario.parse("small", SMALL))) {
            Wire wire = Wire.admin(simulation);
            simulation.inject("node-not-ready: {node: node-2, until: 10m}");
            assertThat(wire.table("/api/v1/nodes/node-2").at("/rows/0/cells/1").asText())
                    .isEqualTo("NotReady");
            simulation.advance(Duration.ofMinutes(6));
            assertThat(statuses(wire)).contains("Terminating");
            simulation.advance(Duration.ofMinutes(5));
            assertThat(wire.table("/api/v1/nodes/node-2").at("/rows/0/cells/1").asText())
                    .isEqualTo("Ready");
            assertThat(statuses(wire)).containsOnly("Running");
        }
    }

    @Test
    void showsWhatAMissingSecretAnImageAndTooLargeARequestLookLike() {
        try (Simulation simulation = Simulation.start(Scenario.parse("small", SMALL))) {
            Wire wire = Wire.admin(simulation);
            simulation.inject("secret-missing: {secret: shop/web-secret, workload: shop/web}");
            simulation.advance(Duration.ofMinutes(1));
            assertThat(statuses(wire)).contains("CreateContainerConfigError");
        }
        try (Simulation simulation = Simulation.start(Scenario.parse("small", SMALL))) {
            Wire wire = Wire.admin(simulation);
            simulation.inject("image-pull-error: {workload: shop/web, image: 'registry.example/web:9.9.9'}");
            simulation.advance(Duration.ofMinutes(1));
            assertThat(statuses(wire)).containsAnyOf("ImagePullBackOff", "ErrImagePull");
        }
        try (Simulation simulation = Simulation.start(Scenario.parse("small", SMALL))) {
            Wire wire = Wire.admin(simulation);
            simulation.inject("pending: {workload: shop/web, cpu: 900}");
            simulation.advance(Duration.ofMinutes(11));
            assertThat(statuses(wire)).contains("Pending");
            assertThat(pods(wire).toString()).contains("Insufficient cpu");
            assertThat(wire.get("/apis/apps/v1/namespaces/shop/deployments/web").text())
                    .contains("ProgressDeadlineExceeded");
        }
    }

    @Test
    void namesFileLineKeyAndTheNearestValidKey() {
        assertThatThrownBy(() -> Scenario.parse("mine.yaml", "cluster:\n  nodes: 1\n  worklods: []\n"))
                .isInstanceOf(ScenarioException.class)
                .hasMessage("mine.yaml:3: cluster.worklods: unknown key \"worklods\"; did you mean \"workloads\"?");
        assertThatThrownBy(() -> Scenario.parse("mine.yaml", "timeline:\n  - at: 1m\n    crsh: {workload: a/b}\n"))
                .hasMessageStartingWith("mine.yaml:3: ")
                .hasMessageContaining("did you mean \"crash\"?");
        assertThatThrownBy(() -> Step.parse("crash: {workload: web}")).hasMessageContaining("namespace/name");
        assertThatThrownBy(() -> Scenario.builtIn("helthy")).hasMessageContaining("did you mean \"healthy\"?");
    }

    @Test
    void holdsALimitedAccountToItsRoles() {
        try (Simulation simulation = Simulation.start(Scenario.builtIn("rbac-limited"))) {
            Wire wire = new Wire(simulation.url(), simulation.token("platform-engineer", "pods-only"));
            assertThat(wire.get("/api/v1/namespaces/shop/pods").code()).isEqualTo(200);
            assertThat(wire.get("/api/v1/pods").code()).isEqualTo(403);
            assertThat(wire.get("/api/v1/nodes").code()).isEqualTo(403);
        }
    }

    @Test
    void tellsTheWholeDemo() {
        try (Simulation simulation = Simulation.start(Scenario.builtIn("demo"))) {
            Wire wire = Wire.admin(simulation);
            simulation.advance(Duration.ofMinutes(19));
            assertThat(statuses(wire)).containsOnly("Running");
            simulation.advance(Duration.ofMinutes(5));
            assertThat(statuses(wire)).contains("CrashLoopBackOff");
            simulation.inject("restart: {workload: shop/shop}");
            simulation.advance(Duration.ofMinutes(55));
            assertThat(wire.table("/api/v1/nodes/cedar").at("/rows/0/cells/1").asText())
                    .isEqualTo("NotReady");
            simulation.advance(Duration.ofMinutes(56));
            assertThat(wire.table("/api/v1/nodes/cedar").at("/rows/0/cells/1").asText())
                    .isEqualTo("Ready");
            assertThat(statuses(wire)).contains("CreateContainerConfigError");
            simulation.advance(Duration.ofMinutes(50));
            assertThat(wire.get("/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/photos")
                            .at("/status/sync/status")
                            .asText())
                    .isEqualTo("OutOfSync");
            assertThat(wire.table("/apis/cert-manager.io/v1/namespaces/photos/certificates/photos-tls")
                            .at("/rows/0/cells/1")
                            .asText())
                    .isEqualTo("False");
        }
    }
}
