package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobFormTest {
    private static final Map<String, Object> KNOWN = Map.of(
            "id",
            "1f2e",
            "name",
            "look",
            "schedule",
            "every 15m",
            "checks",
            List.of("pods", "nodes"),
            "token_budget",
            500);

    @Test
    void changesNothingWhenNothingWasTyped() {
        assertThat(JobForm.of(KNOWN).changes(JobForm.of(KNOWN))).isEmpty();
    }

    @Test
    void takesBackWhatWasEmptiedAndCountsWithNumbers() {
        Map<String, Object> typed = new HashMap<>(KNOWN);
        typed.remove("checks");
        typed.put("token_budget", "2000");
        typed.put("repeat", "3 times");
        assertThat(JobForm.of(typed).changes(JobForm.of(KNOWN)))
                .containsOnlyKeys("checks", "token_budget", "repeat")
                .containsEntry("checks", null)
                .containsEntry("token_budget", 2000)
                .containsEntry("repeat", "3 times");
    }

    @Test
    void leavesOutOfANewJobWhatIsAtItsDefault() {
        assertThat(JobForm.of(Map.of("name", "look", "schedule", "every 1h")).fields())
                .containsExactlyInAnyOrderEntriesOf(Map.of("name", "look", "schedule", "every 1h"));
    }

    @Test
    void leavesANumberThatIsTooLongForTheKernelToRefuse() {
        assertThat(JobForm.of(Map.of("repeat", "99999999999999999999")).fields())
                .containsEntry("repeat", "99999999999999999999");
    }

    @Test
    void tellsStatesApartAndTheSameStateNot() {
        Map<String, Object> other = new HashMap<>(KNOWN);
        other.put("checks", List.of("pods"));
        assertThat(JobForm.of(other).version()).isNotEqualTo(JobForm.of(KNOWN).version());
        assertThat(JobForm.of(new HashMap<>(KNOWN)).version())
                .isEqualTo(JobForm.of(KNOWN).version());
    }

    @Test
    void offersAFieldForWhatIsNoChoice() {
        assertThat(JobForm.of(KNOWN).others("checks", List.of(new Choice("pods", ""))))
                .isEqualTo("nodes");
    }
}
