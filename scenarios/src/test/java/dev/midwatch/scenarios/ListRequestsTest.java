package dev.midwatch.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.http.AccessLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How often a look at a cluster that has everything asks for a list. */
@Execution(ExecutionMode.CONCURRENT)
class ListRequestsTest {
    private static final int MOST = 40;
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    static Path files;

    /** Metrics, Argo CD, cert-manager with ACME, the Gateway API, and objects of each of them that are well. */
    @Test
    void aClusterWithEverythingIsReadByFortyListsAtMost() throws IOException {
        Scenario everything = Scenarios.in(ScenariosOnSimulatorTest.FOLDER).stream()
                .filter(one -> one.name().equals("causes/a-cluster-that-has-everything-is-well"))
                .findFirst()
                .orElseThrow();
        try (Simulation simulation = SimulatedScenarios.start(everything, NOON);
                Cluster cluster =
                        Checks.connect(Files.writeString(files.resolve("kubeconfig.yaml"), simulation.kubeconfig()))) {
            long before = simulation.requests().size();

            CheckReport report = new Checks(files).look(cluster, NOON);

            assertThat(report.findings()).as(Verdict.shown(report)).isEmpty();
            assertThat(lists(simulation, before)).hasSizeLessThanOrEqualTo(MOST);
        }
    }

    private static List<String> lists(Simulation simulation, long mark) {
        return simulation.requests().since(mark).stream()
                .map(AccessLog.Entry::target)
                .filter(target -> target.contains("limit="))
                .sorted()
                .toList();
    }
}
