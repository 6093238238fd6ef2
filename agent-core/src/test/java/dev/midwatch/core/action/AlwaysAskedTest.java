package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.Called;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.watch.GateSink;
import org.junit.jupiter.api.Test;

/** Who may only propose does not get a safe action run by a policy that runs it for others. */
class AlwaysAskedTest extends OnSimulator {
    @Test
    void aSafeActionThatPolicyRunsWaitsForAPersonIfWhoeverWantsItOnlyAsks() throws ClusterException {
        Called called = submit(authority().asking());

        assertThat(called.wrote()).isFalse();
        assertThat(called.failed()).isFalse();
        assertThat(world.proposals()).hasSize(1);
        assertThat(called.text()).contains(world.proposals().get(0).id());
        assertThat(world.steps()).containsExactly("proposed");
        assertThat(world.shop().at("spec.template.metadata.annotations").isPresent())
                .isFalse();
    }

    @Test
    void theSameActionRunsForWhoeverMayAct() throws ClusterException {
        assertThat(submit(authority()).wrote()).isTrue();
        assertThat(world.proposals()).isEmpty();
    }

    private static Authority authority() {
        return Authority.attended("session:1", Level.OPERATOR, permission -> true);
    }

    private Called submit(Authority authority) throws ClusterException {
        return new GateSink(world.gate(Mode.AUTO_SAFE))
                .submit("rollout_restart", GateOnSimulator.DECLARED, world.restart(), authority);
    }
}
