package dev.midwatch.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Plugin;
import dev.midwatch.core.check.CheckPolicy;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.CheckRunner;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.check.Trends;
import dev.midwatch.core.config.CheckSettings;
import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.kube.SnapshotScope;
import dev.midwatch.core.watch.LivePolicy;
import dev.midwatch.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
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

    static Cluster connect(Path kubeconfig) {
        return Cluster.connect(new ClusterSettings(
                Optional.of(kubeconfig),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                500,
                AS_FAST_AS_IT_CAN,
                Duration.ofSeconds(30)));
    }

    /** One look of them at a cluster at a moment, as they ship. */
    CheckReport look(Cluster cluster, Instant now) {
        return look(cluster, now, false, CheckPolicy.DEFAULTS, Trends.NONE);
    }

    /** One look as a scenario wants it, after others that measured what it says. */
    CheckReport look(Cluster cluster, Instant now, Scenario scenario) throws IOException {
        Remembered remembered = new Remembered(scenario.history(), now);
        CheckReport report = look(cluster, now, scenario.lint(), policy(scenario), remembered);
        assertThat(remembered.unasked()).as("what no check asks for").isEmpty();
        return report;
    }

    private CheckPolicy policy(Scenario scenario) throws IOException {
        if (scenario.checks().isEmpty()) {
            return CheckPolicy.DEFAULTS;
        }
        Home home = new Home(Files.createTempDirectory(files, "home"));
        Files.writeString(home.config(), "checks: " + scenario.checks());
        return new LivePolicy(CheckSettings.resolve(
                ConfigLoader.load(home, Map.of(), Map.of()),
                all(Clock.systemUTC()).stream().map(RegisteredCheck::check).toList()));
    }

    private CheckReport look(Cluster cluster, Instant now, boolean lint, CheckPolicy policy, Trends trends) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        List<RegisteredCheck> checks =
                all(clock).stream().filter(one -> lint || !one.check().lint()).toList();
        return new CheckRunner(clock, policy, text -> text)
                .run(checks, cluster.snapshot(CheckRunner.needs(checks), SnapshotScope.EVERYTHING), trends);
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
