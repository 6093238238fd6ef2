package dev.midwatch.core.watch;

import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.CheckRunner;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.check.TrendStore;
import dev.midwatch.core.check.Trends;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.SnapshotScope;
import dev.midwatch.core.trace.Span;
import dev.midwatch.core.trace.Tracer;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

/** Looks at the cluster once. */
public final class Cycle {
    private final Cluster cluster;
    private final CheckRunner runner;
    private final SnapshotScope scope;
    private final Tracer tracer;
    private final Supplier<Trends> trends;

    public Cycle(Cluster cluster, CheckRunner runner, SnapshotScope scope) {
        this(cluster, runner, scope, Tracer.OFF);
    }

    public Cycle(Cluster cluster, CheckRunner runner, SnapshotScope scope, Tracer tracer) {
        this(cluster, runner, scope, tracer, () -> Trends.NONE);
    }

    private Cycle(Cluster cluster, CheckRunner runner, SnapshotScope scope, Tracer tracer, Supplier<Trends> trends) {
        this.cluster = cluster;
        this.runner = runner;
        this.scope = scope;
        this.tracer = tracer;
        this.trends = trends;
    }

    /** One that remembers what its checks measure. */
    public Cycle keeping(TrendStore store) {
        return new Cycle(cluster, runner, scope, tracer, store::open);
    }

    /** Whether a check runs where nobody asked for it by name: it is no matter of hygiene, or the operator wants it all the same. */
    public boolean unasked(RegisteredCheck check) {
        return runner.unasked(check);
    }

    /** With each of these checks that is not switched off. */
    public CheckReport look(Collection<RegisteredCheck> checks) {
        return look(checks, scope);
    }

    /** A look in between, of which only what it measures is kept. */
    CheckReport glance(Collection<RegisteredCheck> checks) {
        Trends measured = trends.get();
        CheckReport report = runner.run(checks, cluster.snapshot(CheckRunner.needs(checks), scope), measured);
        measured.keep();
        return report;
    }

    public CheckReport look(Collection<RegisteredCheck> checks, SnapshotScope elsewhere) {
        long from = System.nanoTime();
        try (Span span = tracer.begin("checks")) {
            Trends measured = trends.get();
            CheckReport report = runner.run(checks, cluster.snapshot(CheckRunner.needs(checks), elsewhere), measured);
            measured.keep();
            span.set("midwatch.checks.ran", report.ran().size())
                    .set("midwatch.checks.findings", report.findings().size())
                    .set("midwatch.checks.gaps", report.gaps().size());
            return report.took(Duration.ofNanos(System.nanoTime() - from));
        }
    }
}
