package dev.midwatch.scenarios;

import dev.midwatch.api.Plugin;
import dev.midwatch.core.check.CheckPolicy;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.CheckRunner;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.kube.SnapshotScope;
import dev.midwatch.core.watch.Cycle;
import dev.midwatch.testkit.TestContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** All checks of all plugins. */
record Checks(Path files) {
    private static final double AS_FAST_AS_IT_CAN = 10_000;

    /** One look of them at a cluster at a moment. */
    CheckReport look(Path kubeconfig, Instant now, boolean lint) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        ClusterSettings settings = new ClusterSettings(
                Optional.of(kubeconfig),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                500,
                AS_FAST_AS_IT_CAN,
                Duration.ofSeconds(30));
        List<RegisteredCheck> checks =
                all(clock).stream().filter(one -> lint || !one.check().lint()).toList();
        try (Cluster cluster = Cluster.connect(settings, clock)) {
            CheckRunner runner = new CheckRunner(clock, CheckPolicy.DEFAULTS, text -> text);
            return new Cycle(cluster, runner, SnapshotScope.EVERYTHING).look(checks);
        }
    }

    List<RegisteredCheck> all(Clock clock) {
        return ServiceLoader.load(Plugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(plugin -> plugin.skills(TestContext.in(files).clock(clock)).stream()
                        .flatMap(skill -> skill.checks().stream())
                        .map(check -> new RegisteredCheck(plugin.name(), check)))
                .toList();
    }
}
