package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.action.ExecutedAction.Outcome;
import dev.midwatch.core.config.ActionsConfig.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods that are deleted one after the other. */
class PodsTest extends OnSimulator {
    private ActionGate gate;

    @BeforeEach
    void start() {
        gate = world.gate(Mode.AUTO_SAFE);
    }

    @Test
    void noHealthyPodIsDeletedUnasked() throws Exception {
        List<KubeObject> pods = pods();
        assertThat(pods).hasSizeGreaterThan(5);
        for (KubeObject pod : pods) {
            assertThat(gate.submit(request(delete(pod)))).isInstanceOf(Verdict.Asked.class);
        }
        assertThat(world.steps()).containsOnly("proposed");
    }

    @Test
    void theRateCountsTheLostPodsOfOneControllerTogether() throws Exception {
        List<KubeObject> broken = broken();
        assertThat(broken).hasSize(3);
        assertThat(gate.submit(request(delete(broken.get(0))))).isInstanceOf(Verdict.Ran.class);
        assertThat(gate.submit(request(delete(broken.get(1))))).isInstanceOf(Verdict.Ran.class);
        Verdict third = gate.submit(request(delete(broken.get(2))));

        assertThat(third).isInstanceOf(Verdict.Refused.class);
        assertThat(((Verdict.Refused) third).why())
                .matches("delete_pod ran 2 times on Pod shop/shop-[a-z0-9]+-\\* within an hour; more would not help");
    }

    @Test
    void theBreakerCountsThemTogetherAsWell() throws Exception {
        for (KubeObject pod : broken().subList(0, 2)) {
            Verdict.Ran ran = (Verdict.Ran) gate.submit(request(delete(pod)));
            new ActionLog(world.database).move(ran.auditId(), Outcome.RAN, Outcome.NOT_FIXED);
        }
        world.simulation.advance(Duration.ofHours(2));
        Verdict third = gate.submit(request(delete(ofShop().get(0))));

        assertThat(third).isInstanceOf(Verdict.Refused.class);
        assertThat(((Verdict.Refused) third).why())
                .startsWith("2 repairs of Pod shop/shop-")
                .contains("did not help");
    }

    private List<KubeObject> broken() throws ClusterException {
        world.simulation.inject("not-ready: {workload: shop/shop}");
        world.simulation.advance(Duration.ofMinutes(1));
        return ofShop();
    }

    private List<KubeObject> ofShop() throws ClusterException {
        return pods().stream()
                .filter(pod -> pod.name().startsWith("shop-") && !pod.name().startsWith("shop-worker-"))
                .toList();
    }

    private List<KubeObject> pods() throws ClusterException {
        return world.cluster.live().list(ResourceType.PODS).stream()
                .filter(pod -> pod.namespace().equals("shop"))
                .toList();
    }

    private static Action delete(KubeObject pod) {
        return new Action.Delete(new Intent(
                "delete_pod", ResourceType.PODS, pod.ref(), Risk.SAFE, "kubectl -n shop delete pod " + pod.name()));
    }

    private static ActionRequest request(Action action) {
        return new ActionRequest(action, GateOnSimulator.DECLARED, Optional.empty(), "", "session:1");
    }
}
