package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.scenarios.Scenario;
import dev.midwatch.scenarios.Scenarios;
import dev.midwatch.scenarios.SimulatedScenarios;
import dev.midwatch.simulator.Simulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees of a cluster in which twenty things are broken at once. */
class TwentyFaultsIT {
    private static final Path FOLDER = Path.of("..", "scenarios", "src", "main", "resources", "scenarios");
    private static final List<String> FAULTS = List.of(
            "pods/a-container-keeps-crashing",
            "pods/an-image-tag-that-does-not-exist",
            "pods/a-container-is-killed-for-memory",
            "pods/a-key-that-the-configmap-lacks",
            "pods/a-pod-asks-for-more-memory-than-any-node-has",
            "pods/a-readiness-probe-that-asks-the-wrong-port",
            "pods/an-init-container-that-never-ends",
            "pods/a-volume-that-does-not-mount",
            "workloads/a-rollout-that-is-stuck-says-what-changed",
            "workloads/a-quota-that-is-used-up-explains-its-deployment",
            "workloads/a-job-has-used-up-its-retries",
            "workloads/a-cronjob-missed-its-time",
            "workloads/an-autoscaler-stays-at-its-maximum",
            "network/a-selector-misses-its-pods-by-one-label",
            "network/an-ingress-leads-to-a-service-that-is-gone",
            "network/a-service-names-a-port-that-no-container-has",
            "capacity/a-claim-names-a-storage-class-that-is-not-there",
            "certmanager/an-order-that-is-invalid-explains-the-certificate",
            "certmanager/an-ingress-serves-a-certificate-that-has-expired",
            "helm/a-helm-upgrade-was-interrupted");
    private static final int SCREEN = 50;
    private static final int WIDTH = 120;

    @Test
    void fitOneScreenAndEachSaysWhatBrokeAndWhy(@TempDir Path directory) throws Exception {
        Map<String, Scenario> all =
                Scenarios.in(FOLDER).stream().collect(Collectors.toMap(Scenario::name, Function.identity()));
        List<Scenario> faults = FAULTS.stream().map(all::get).toList();
        try (Simulation simulation = SimulatedScenarios.together(faults, Instant.now())) {
            Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), simulation.kubeconfig());
            Program midwatch = new Program(directory.resolve("home"));

            Program.Ended scan = midwatch.run("scan", "--output", "table", "--kubeconfig", kubeconfig.toString());

            List<String> lines = scan.out().lines().toList();
            assertThat(lines).as(scan.out()).hasSizeLessThanOrEqualTo(SCREEN).allMatch(line -> line.length() <= WIDTH);
            for (int number = 1; number <= FAULTS.size(); number++) {
                assertThat(scan.out()).contains(" shop-" + number + "/");
            }
            assertThat(scan.out()).contains("11 critical, 9 warning; they explain 10 more");
            assertThat(scan.err()).isEmpty();
        }
    }
}
