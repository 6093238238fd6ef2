package dev.midwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubeletStatsTest {
    private final Simulation simulation = Simulation.start(Scenario.builtIn("healthy"));
    private final Wire wire = Wire.admin(simulation);

    @AfterEach
    void stop() {
        simulation.close();
    }

    private Wire.Reply stats(String node) {
        return wire.get("/api/v1/nodes/" + node + "/proxy/stats/summary");
    }

    private JsonNode nodes() {
        return wire.get("/api/v1/nodes").at("/items");
    }

    private List<JsonNode> volumes() {
        List<JsonNode> volumes = new ArrayList<>();
        nodes().forEach(node -> stats(node.at("/metadata/name").asText())
                .at("/pods")
                .forEach(pod -> pod.at("/volume").forEach(volumes::add)));
        return volumes;
    }

    @Test
    void measuresTheVolumesOfBoundClaims() {
        assertThat(volumes()).isNotEmpty().allSatisfy(volume -> {
            assertThat(volume.at("/pvcRef/name").asText()).isNotEmpty();
            assertThat(volume.at("/availableBytes").asDouble()
                            / volume.at("/capacityBytes").asDouble())
                    .isBetween(0.6, 0.7);
        });
    }

    @Test
    void fillsTheVolumesThatAScenarioFills() {
        simulation.inject("""
                patch: {apiVersion: v1, kind: PersistentVolumeClaim, namespace: %s, name: %s, patch: {metadata: {annotations: {simulator.midwatch.dev/used: "0.97", simulator.midwatch.dev/inodes-used: "0.5"}}}}
                """.formatted(
                        volumes().get(0).at("/pvcRef/namespace").asText(),
                        volumes().get(0).at("/pvcRef/name").asText()));

        assertThat(volumes()).anySatisfy(volume -> {
            assertThat(volume.at("/usedBytes").asDouble()
                            / volume.at("/capacityBytes").asDouble())
                    .isBetween(0.969, 0.971);
            assertThat(volume.at("/inodesUsed").asDouble()
                            / volume.at("/inodes").asDouble())
                    .isBetween(0.49, 0.51);
        });
    }

    @Test
    void isNotToBeHadOfANodeThatIsDownNorOfOneThatIsNotThere() {
        String node = nodes().get(0).at("/metadata/name").asText();
        simulation.inject("node-not-ready: {node: " + node + "}");
        simulation.advance(Duration.ofMinutes(2));

        assertThat(stats(node).code()).isEqualTo(503);
        assertThat(stats("nowhere").code()).isEqualTo(404);
    }

    @Test
    void isAllOfAKubeletThatIsServed() {
        String node = nodes().get(0).at("/metadata/name").asText();

        assertThat(wire.get("/api/v1/nodes/" + node + "/proxy/logs/syslog").code())
                .isEqualTo(404);
        assertThat(wire.post("/api/v1/nodes/" + node + "/proxy/run/shop/web/app", "{}")
                        .code())
                .isEqualTo(404);
    }

    @Test
    void needsTheRightToTheProxyOfNodes() {
        wire.post("/api/v1/namespaces/default/serviceaccounts", """
                {"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"reader"}}""");
        wire.post("/apis/rbac.authorization.k8s.io/v1/clusterroles", """
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"reader"},
                "rules":[{"apiGroups":[""],"resources":["nodes"],"verbs":["get","list"]}]}""");
        wire.post("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", """
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"reader"},
                "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"reader"},
                "subjects":[{"kind":"ServiceAccount","name":"reader","namespace":"default"}]}""");
        String node = nodes().get(0).at("/metadata/name").asText();
        Wire reader = new Wire(simulation.url(), simulation.token("default", "reader"));

        assertThat(reader.get("/api/v1/nodes/" + node + "/proxy/stats/summary")
                        .at("/message")
                        .asText())
                .contains("cannot get resource \"nodes/proxy\"");
    }
}
