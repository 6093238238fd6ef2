package dev.midwatch.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class ActionsOnSimulatorTest extends ActionsContract {
    private static final String NAMESPACE = "actions";
    private static final YAMLMapper YAML = new YAMLMapper();
    private static Simulation simulation;
    private static Cluster cluster;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        simulation = Simulation.start(scenario(), Instant.parse("2026-03-02T08:00:00Z"), 30, 1);
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), simulation.kubeconfig());
        cluster = Cluster.connect(ClusterSettings.of(kubeconfig));
    }

    @AfterAll
    static void stop() {
        cluster.close();
        simulation.close();
    }

    private static Scenario scenario() throws IOException {
        ObjectNode scenario = (ObjectNode) YAML.readTree("""
                cluster:
                  nodes: [{name: anchor, server: true, cpu: "8", memory: 16Gi}]
                  namespaces: [actions]
                  install: [argocd, cert-manager]
                """);
        try (MappingIterator<JsonNode> targets = YAML.readerFor(JsonNode.class).readValues(Targets.in(NAMESPACE))) {
            scenario.putArray("objects").addAll(targets.readAll());
        }
        return Scenario.parse("actions", YAML.writeValueAsString(scenario));
    }

    @Override
    protected Cluster cluster() {
        return cluster;
    }

    @Override
    protected String namespace() {
        return NAMESPACE;
    }
}
