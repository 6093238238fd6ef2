package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks from where nobody may, and for what lies outside. */
class OutsideTest extends OnSimulator {
    @ParameterizedTest
    @ValueSource(strings = {"undo:7", "undo:", "proposal:abc"})
    void nobodyButTheGateAsksAsItself(String origin) throws Exception {
        Action restart = world.restart();
        assertThatThrownBy(() -> request(restart, origin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nobody but the gate asks as " + origin);
    }

    @Test
    void theRateCountsWhoIsOnlyCalledAlmostLikeAnUndo() throws Exception {
        ActionGate gate = world.gate(Mode.AUTO_SAFE);
        for (int run = 0; run < 2; run++) {
            assertThat(gate.submit(request(world.restart(), "UNDO:7"))).isInstanceOf(Verdict.Ran.class);
            world.simulation.advance(Duration.ofMinutes(3));
        }
        assertThat(gate.submit(request(world.restart(), "UNDO:7"))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void nothingIsChangedWhereNothingIsLookedAt() throws Exception {
        Path kubeconfig = directory.resolve("kubeconfig");
        try (Cluster excluding = within(kubeconfig, List.of(), List.of("shop"));
                Cluster elsewhere = within(kubeconfig, List.of("photos"), List.of());
                Cluster there = within(kubeconfig, List.of("shop"), List.of("photos"))) {
            Action restart = world.restart();
            for (Cluster cluster : List.of(excluding, elsewhere)) {
                Verdict verdict =
                        world.gate(Mode.AUTO_SAFE, Writes.by(cluster.writer())).submit(request(restart, "job:x"));
                assertThat(verdict).isInstanceOf(Verdict.Refused.class);
                assertThat(((Verdict.Refused) verdict).why()).contains("namespace \"shop\" are not looked at");
                for (Action action : List.of(restart, command())) {
                    assertThatThrownBy(() -> cluster.writer().target(action)).isInstanceOf(ClusterException.class);
                    assertThatThrownBy(() -> write(cluster, action)).hasMessageContaining("are not looked at");
                }
            }
            assertThat(world.steps()).containsExactly("refused", "refused");
            assertThat(world.gate(Mode.AUTO_SAFE, Writes.by(there.writer())).submit(request(restart, "job:x")))
                    .isInstanceOf(Verdict.Ran.class);
        }
    }

    private static void write(Cluster cluster, Action action) throws ClusterException {
        if (action instanceof Action.Exec exec) {
            cluster.writer().exec(exec, "audit");
        } else {
            cluster.writer().execute(action, "1", "audit");
        }
    }

    private Action command() throws ClusterException {
        KubeObject pod = world.cluster
                .live()
                .find(ResourceType.PODS, "shop", "postgres-0")
                .orElseThrow();
        return new Action.Exec(
                new Intent("exec", ResourceType.PODS, pod.ref(), Risk.RISKY, "kubectl exec"),
                "postgres",
                List.of("id"));
    }

    private static Cluster within(Path kubeconfig, List<String> namespaces, List<String> excluded) {
        return Cluster.connect(new ClusterSettings(
                Optional.of(kubeconfig),
                Optional.empty(),
                Map.of(),
                namespaces,
                excluded,
                500,
                50,
                ClusterSettings.DEFAULT_DEADLINE));
    }

    private static ActionRequest request(Action action, String origin) {
        return new ActionRequest(action, GateOnSimulator.DECLARED, Optional.empty(), "", origin);
    }
}
