package dev.midwatch.core.watch;

import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.CheckRunner;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.SnapshotScope;
import java.time.Duration;
import java.util.Collection;

/** Looks at the cluster once. */
public final class Cycle {
    private final Cluster cluster;
    private final CheckRunner runner;
    private final SnapshotScope scope;

    public Cycle(Cluster cluster, CheckRunner runner, SnapshotScope scope) {
        this.cluster = cluster;
        this.runner = runner;
        this.scope = scope;
    }

    public CheckReport look(Collection<RegisteredCheck> checks) {
        return look(checks, scope);
    }

    public CheckReport look(Collection<RegisteredCheck> checks, SnapshotScope elsewhere) {
        long from = System.nanoTime();
        CheckReport report = runner.run(checks, cluster.snapshot(CheckRunner.needs(checks), elsewhere));
        return report.took(Duration.ofNanos(System.nanoTime() - from));
    }
}
