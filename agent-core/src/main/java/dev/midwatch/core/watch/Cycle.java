package dev.midwatch.core.watch;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.CheckRunner;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.check.TrendStore;
import dev.midwatch.core.check.Trends;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.Coverage;
import dev.midwatch.core.kube.Snapshot;
import dev.midwatch.core.kube.SnapshotScope;
import dev.midwatch.core.plugin.PluginUse;
import dev.midwatch.core.trace.Span;
import dev.midwatch.core.trace.Tracer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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

    /** A look in between, of which only what it measures is kept. What these checks list is followed from now on, if it may be. */
    CheckReport lookInBetween(Collection<RegisteredCheck> checks) {
        try (PluginUse use = use(checks)) {
            return measured(checks, cluster.snapshot(CheckRunner.needs(checks), scope));
        }
    }

    /** While the cluster is listed, too: a check that is replaced then is to look once more. */
    private static PluginUse use(Collection<RegisteredCheck> checks) {
        return PluginUse.of(
                "a look at the cluster",
                checks.stream().map(RegisteredCheck::check).toList());
    }

    /** The same without a list, with those of the checks that can do without: empty if none can. */
    Optional<CheckReport> glance(Collection<RegisteredCheck> checks) {
        List<Permission> needs = CheckRunner.needs(checks);
        return cluster.held(needs, scope).flatMap(held -> {
            Set<String> gaps = held.coverage().blind().stream()
                    .filter(Coverage.Blind::inPassing)
                    .map(Coverage.Blind::resource)
                    .collect(Collectors.toSet());
            List<RegisteredCheck> able = checks.stream()
                    .filter(one -> CheckRunner.needs(List.of(one)).stream()
                            .noneMatch(need -> gaps.contains(need.type().toString())))
                    .toList();
            try (PluginUse use = use(able)) {
                return able.isEmpty() ? Optional.empty() : Optional.of(measured(able, held));
            }
        });
    }

    public CheckReport look(Collection<RegisteredCheck> checks, SnapshotScope elsewhere) {
        long from = System.nanoTime();
        try (PluginUse use = use(checks);
                Span span = tracer.begin("checks")) {
            CheckReport report = measured(checks, cluster.snapshot(CheckRunner.needs(checks), elsewhere));
            span.set("midwatch.checks.ran", report.ran().size())
                    .set("midwatch.checks.findings", report.findings().size())
                    .set("midwatch.checks.gaps", report.gaps().size());
            return report.took(Duration.ofNanos(System.nanoTime() - from));
        }
    }

    private CheckReport measured(Collection<RegisteredCheck> checks, Snapshot snapshot) {
        Trends measured = trends.get();
        CheckReport report = runner.run(checks, snapshot, measured);
        measured.keep();
        return report;
    }
}
