package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.Called;
import dev.midwatch.core.watch.GateSink;
import org.junit.jupiter.api.Test;

/** What the loop is told of an action, so that it can tell a change from a question. */
class GateSinkTest extends OnSimulator {
    @Test
    void onlyWhatRanIsAWrite() throws Exception {
        Called asked = submit(Mode.PROPOSE);
        assertThat(asked.text()).startsWith("Nothing was changed: a person has to approve proposal");
        assertThat(asked.failed()).isFalse();
        assertThat(asked.wrote()).isFalse();

        Called refused = submit(Mode.OFF);
        assertThat(refused.failed()).isTrue();
        assertThat(refused.wrote()).isFalse();

        Called ran = submit(Mode.AUTO_SAFE);
        assertThat(ran.text()).startsWith("Done: kubectl");
        assertThat(ran.wrote()).isTrue();
    }

    private Called submit(Mode mode) throws Exception {
        return new GateSink(world.gate(mode))
                .submit(
                        "rollout_restart",
                        GateOnSimulator.DECLARED,
                        world.restart(),
                        Authority.unattended("job:pods", permission -> true));
    }
}
