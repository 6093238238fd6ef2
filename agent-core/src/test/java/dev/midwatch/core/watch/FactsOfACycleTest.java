package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.check.CheckPolicy;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsOfACycleTest {
    private final List<String> drawn = new ArrayList<>();

    @Test
    void areDrawnByTheFirstCheckThatAsksAndAnewInTheNextCycle(@TempDir Path directory) throws IOException {
        try (Simulation simulation = Simulation.start(Scenario.builtIn("healthy"));
                Cluster cluster = Cluster.connect(ClusterSettings.of(
                        Files.writeString(directory.resolve("kubeconfig"), simulation.kubeconfig())))) {
            Cycle cycle = new Cycle(
                    cluster,
                    new CheckRunner(simulation.clock(), CheckPolicy.DEFAULTS, text -> text),
                    SnapshotScope.EVERYTHING);
            List<RegisteredCheck> checks = List.of(asking("first"), asking("second"));

            assertThat(cycle.look(checks).ran()).containsExactlyInAnyOrder("first", "second");
            assertThat(drawn).containsExactly("outer by first", "inner by first");

            cycle.look(checks);
            assertThat(drawn).hasSize(4);
        }
    }

    private RegisteredCheck asking(String name) {
        return new RegisteredCheck("test", new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String description() {
                return "asks";
            }

            @Override
            public List<Permission> permissions() {
                return List.of();
            }

            @Override
            public List<Finding> run(CheckContext context) {
                assertThat(context.once(String.class, "outer", () -> note("outer by " + name) + inner(context)))
                        .isEqualTo("outer by firstinner by first");
                assertThat(inner(context)).isEqualTo("inner by first");
                return List.of();
            }

            private String inner(CheckContext context) {
                return context.once(String.class, "inner", () -> note("inner by " + name));
            }
        });
    }

    private String note(String what) {
        drawn.add(what);
        return what;
    }
}
