package dev.midwatch.core.watch;

import dev.midwatch.core.check.CheckPolicy;
import dev.midwatch.core.check.CheckRunner;
import dev.midwatch.core.check.MetricsSource;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.kube.SnapshotScope;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A simulated cluster with nothing wrong in it, to be looked at. */
final class HealthyCluster implements AutoCloseable {
    private final Simulation simulation = Simulation.start(Scenario.builtIn("healthy"));
    private final Cluster cluster;

    HealthyCluster(Path directory) throws IOException {
        cluster = Cluster.connect(
                ClusterSettings.of(Files.writeString(directory.resolve("kubeconfig"), simulation.kubeconfig())));
    }

    Cycle cycle(CheckPolicy policy, MetricsSource metrics) {
        CheckRunner runner = new CheckRunner(simulation.clock(), policy, text -> text, metrics);
        return new Cycle(cluster, runner, SnapshotScope.EVERYTHING);
    }

    @Override
    public void close() {
        cluster.close();
        simulation.close();
    }
}
