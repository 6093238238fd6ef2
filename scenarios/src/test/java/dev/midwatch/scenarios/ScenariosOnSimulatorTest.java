package dev.midwatch.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.simulator.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every scenario in a simulated cluster of its own; what is told has to be what it says, no more and no less.
 * {@code -Dmidwatch.scenario=TEXT}: only those with that in their name.
 */
@Execution(ExecutionMode.CONCURRENT)
class ScenariosOnSimulatorTest {
    static final Path FOLDER = Path.of("src", "main", "resources", "scenarios");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    static Path files;

    @TestFactory
    Stream<DynamicTest> tellsWhatEachScenarioSays() throws IOException {
        return Scenarios.in(FOLDER).stream()
                .filter(scenario -> scenario.name().contains(System.getProperty("midwatch.scenario", "")))
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> {
                    CheckReport report = look(scenario);
                    assertThat(Verdict.differences(scenario.expect(), report))
                            .as("%s: %s%n%s", scenario.name(), scenario.story(), Verdict.shown(report))
                            .isEmpty();
                }));
    }

    private static CheckReport look(Scenario scenario) throws IOException {
        try (Simulation simulation = SimulatedScenarios.start(scenario, NOON);
                Cluster cluster = Checks.connect(plain(simulation))) {
            return new Checks(files).look(cluster, NOON, scenario);
        }
    }

    @Test
    void tellsNothingOfAHealthyPopulatedCluster() throws IOException {
        var healthy = dev.midwatch.simulator.scenario.Scenario.builtIn("healthy");
        try (Simulation simulation = Simulation.start(healthy);
                Cluster cluster = Checks.connect(file(simulation.kubeconfig()))) {
            CheckReport report =
                    new Checks(files).look(cluster, simulation.clock().instant());

            assertThat(report.findings()).as(Verdict.shown(report)).isEmpty();
            assertThat(report.gaps()).isEmpty();
        }
    }

    /** Without TLS, which would take most of the time. */
    private static Path plain(Simulation simulation) throws IOException {
        return file(simulation
                .kubeconfig()
                .replace(simulation.secureUrl().toString(), simulation.url().toString()));
    }

    private static Path file(String kubeconfig) throws IOException {
        return Files.writeString(Files.createTempFile(files, "kubeconfig", ".yaml"), kubeconfig);
    }
}
