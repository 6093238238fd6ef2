package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunsModelTest {
    @Test
    void leavesOutOfAnOutputWhatThePageShowsBeside() {
        assertThat(
                        RunsModel.body(
                                "# nodes: report\n\n- due 2026-03-02T08:00:00Z\n- looked at 3 nodes\n\n- a first point\n- a second\n"))
                .isEqualTo("- a first point\n- a second");
        assertThat(RunsModel.body("# nodes: quiet\n\n- due 2026-03-02T08:00:00Z\n- ran a to b\n"))
                .isEmpty();
    }

    @Test
    void showsWhatIsWrittenOtherwiseAsItIs() {
        assertThat(RunsModel.body("All is well.\n\n# Later\n")).isEqualTo("All is well.\n\n# Later");
    }
}
