package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.check.CheckPolicy;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.CheckRunner;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.kube.SnapshotScope;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Matters of hygiene: run when asked for, told as what they are. */
class HygieneTest {
    private static final RegisteredCheck TIDY = new RegisteredCheck("test", new Tidy());

    @TempDir
    Path directory;

    private final Simulation simulation = Simulation.start(Scenario.builtIn("healthy"));
    private Cluster cluster;

    @BeforeEach
    void connect() throws IOException {
        cluster = Cluster.connect(
                ClusterSettings.of(Files.writeString(directory.resolve("kubeconfig"), simulation.kubeconfig())));
    }

    @AfterEach
    void close() {
        cluster.close();
        simulation.close();
    }

    private Cycle cycle(CheckPolicy policy) {
        return new Cycle(cluster, new CheckRunner(simulation.clock(), policy, text -> text), SnapshotScope.EVERYTHING);
    }

    @Test
    void runWhenAskedForAndAreForInformation() {
        Cycle cycle = cycle(CheckPolicy.DEFAULTS);
        CheckReport report = cycle.look(List.of(TIDY));

        assertThat(cycle.unasked(TIDY)).isFalse();
        assertThat(report.ran()).containsExactly("tidy");
        assertThat(report.findings())
                .isNotEmpty()
                .allMatch(one -> one.finding().severity() == Severity.INFO)
                .noneMatch(one -> one.finding().explains());
    }

    @Test
    void doNotRunEvenWhenAskedForOnceTheyAreSwitchedOff() {
        Cycle cycle = cycle(new CheckPolicy() {
            @Override
            public boolean switchedOff(Check check) {
                return true;
            }
        });

        assertThat(cycle.look(List.of(TIDY)).ran()).isEmpty();
    }

    @Test
    void areAsGraveAsTheOperatorSays() {
        Cycle cycle = cycle(new CheckPolicy() {
            @Override
            public Optional<Severity> severity(Check check, String namespace, Map<String, String> labels) {
                return Optional.of(Severity.CRITICAL);
            }
        });

        assertThat(cycle.look(List.of(TIDY)).findings())
                .isNotEmpty()
                .allMatch(one -> one.finding().severity() == Severity.CRITICAL)
                .noneMatch(one -> one.finding().explains());
    }

    @Test
    void areNotToldWhereTheOperatorDoesNotWantThem() {
        Cycle cycle = cycle(new CheckPolicy() {
            @Override
            public boolean speaksOf(Check check, String namespace, Map<String, String> labels) {
                return !"kube-system".equals(labels.get("kubernetes.io/metadata.name"));
            }
        });

        CheckReport report = cycle.look(List.of(TIDY));

        assertThat(report.ran()).containsExactly("tidy");
        assertThat(report.findings())
                .isNotEmpty()
                .noneMatch(one -> one.finding().subject().name().equals("kube-system"));
    }

    private static final class Tidy implements Check {
        @Override
        public String name() {
            return "tidy";
        }

        @Override
        public String description() {
            return "namespaces";
        }

        @Override
        public boolean lint() {
            return true;
        }

        @Override
        public List<Permission> permissions() {
            return List.of(Permission.list(ResourceType.NAMESPACES, "metadata.name"));
        }

        @Override
        public List<Finding> run(CheckContext context) throws ClusterException {
            return context.cluster().list(ResourceType.NAMESPACES).stream()
                    .map(namespace -> Finding.warning("Untidy", namespace).summary("untidy"))
                    .toList();
        }
    }
}
