package dev.midwatch.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.agent.LoopGuard.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopGuardTest {
    private static final ToolCall ASKED = ToolCall.of(
            "scale",
            "{\"replicas\":5}",
            "Nothing was changed: a person has to approve proposal 7f3a (kubectl ...). Do not ask again.",
            false,
            false);

    private final LoopGuard guard = new LoopGuard(GuardSettings.DEFAULT);

    @Test
    void letsAModelWork() {
        assertThat(guard.judge(List.of())).isEqualTo(Verdict.GO_ON);
        assertThat(verdicts(read("get a", "1"), read("get b", "2"), failed("get c"), read("get d", "3")))
                .containsOnly(Verdict.GO_ON);
    }

    @Test
    void stopsTheFifthIdenticalFailureEvenWithOtherCallsBetween() {
        List<Verdict> verdicts = verdicts(
                failed("get x"),
                read("a", "1"),
                failed("get x"),
                read("b", "2"),
                failed("get x"),
                read("c", "3"),
                failed("get x"),
                read("d", "4"),
                failed("get x"));

        assertThat(verdicts.get(0)).isEqualTo(Verdict.GO_ON);
        assertThat(verdicts.get(2)).isEqualTo(Verdict.WARN_EXACT_FAILURE);
        assertThat(verdicts.get(8)).isEqualTo(Verdict.STOP_EXACT_FAILURE);
    }

    @Test
    void countsIdenticalFailuresAnewAfterTheCallWorked() {
        assertThat(verdicts(failed("get x"), failed("get x"), read("get x", "1"), failed("get x")))
                .last()
                .isEqualTo(Verdict.GO_ON);
    }

    @Test
    void countsAnewAfterASuccessfulWrite() {
        ToolCall write = ToolCall.of("rollout_restart", "{}", "done", false, true);
        ToolCall refused = ToolCall.of("rollout_restart", "{}", "refused", true, false);

        assertThat(verdicts(failed("get x"), write, failed("get x"))).last().isEqualTo(Verdict.GO_ON);
        assertThat(verdicts(failed("get x"), refused, failed("get x"))).last().isEqualTo(Verdict.WARN_EXACT_FAILURE);
    }

    @Test
    void stopsAModelThatAsksForTheSameChangeAgainAndAgain() {
        ToolCall[] asks = new ToolCall[5];
        Arrays.fill(asks, ASKED);

        assertThat(verdicts(asks))
                .containsExactly(
                        Verdict.GO_ON,
                        Verdict.WARN_NO_PROGRESS,
                        Verdict.WARN_NO_PROGRESS,
                        Verdict.WARN_NO_PROGRESS,
                        Verdict.STOP_NO_PROGRESS);
    }

    @Test
    void stopsAModelThatAsksAndLooksByTurns() {
        ToolCall look = read("get pods", "web Running");
        assertThat(verdicts(look, ASKED, look, ASKED, look, ASKED, look, ASKED))
                .contains(Verdict.WARN_CYCLE)
                .endsWith(Verdict.STOP_CYCLE);
    }

    @Test
    void stopsTheEighthFailureOfAnyToolInARow() {
        ToolCall[] calls = new ToolCall[8];
        for (int index = 0; index < calls.length; index++) {
            calls[index] = failed("get " + index);
        }

        List<Verdict> verdicts = verdicts(calls);

        assertThat(verdicts.subList(1, 7)).containsOnly(Verdict.WARN_TOOL_FAILURE);
        assertThat(verdicts.get(7)).isEqualTo(Verdict.STOP_TOOL_FAILURE);
    }

    @Test
    void stopsReadsThatBringNothingNewThoughAgesTickOn() {
        List<Verdict> verdicts = verdicts(
                read("get pods", "web Running 58s"),
                read("get pods", "web Running 61s"),
                read("get pods", "web Running 1m4s"),
                read("get pods", "web Running 1m9s"),
                read("get pods", "web Running 2m"));

        assertThat(verdicts).startsWith(Verdict.GO_ON, Verdict.WARN_NO_PROGRESS).endsWith(Verdict.STOP_NO_PROGRESS);
    }

    @Test
    void letsAModelWatchSomethingThatMoves() {
        assertThat(verdicts(
                        read("rollout status", "1 of 3"), read("rollout status", "2 of 3"),
                        read("rollout status", "3 of 3"), read("get pods", "3 Running")))
                .containsOnly(Verdict.GO_ON);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void stopsTheFourthRoundOfACycle(int length) {
        List<ToolCall> calls = new ArrayList<>();
        for (int index = 0; index < 4 * length; index++) {
            calls.add(read("get " + index % length, "same"));
        }

        List<Verdict> verdicts = verdicts(calls.toArray(ToolCall[]::new));

        assertThat(verdicts.get(2 * length - 1)).isEqualTo(Verdict.WARN_CYCLE);
        assertThat(verdicts).last().isEqualTo(Verdict.STOP_CYCLE);
        assertThat(verdicts.subList(0, 4 * length - 1)).noneMatch(Verdict::stops);
    }

    @Test
    void onlyWarnsWhereStopsAreOff() {
        GuardSettings soft =
                new GuardSettings(true, false, GuardSettings.DEFAULT.warnAfter(), GuardSettings.DEFAULT.stopAfter());
        ToolCall[] calls = new ToolCall[20];
        Arrays.fill(calls, failed("get x"));

        assertThat(new LoopGuard(soft).judge(List.of(calls))).isEqualTo(Verdict.WARN_EXACT_FAILURE);
    }

    @Test
    void onlyStopsWhereWarningsAreOff() {
        GuardSettings strict =
                new GuardSettings(false, true, GuardSettings.DEFAULT.warnAfter(), GuardSettings.DEFAULT.stopAfter());
        LoopGuard quiet = new LoopGuard(strict);

        assertThat(quiet.judge(List.of(failed("x"), failed("x")))).isEqualTo(Verdict.GO_ON);
        assertThat(quiet.judge(List.of(failed("x"), failed("x"), failed("x"), failed("x"), failed("x"))))
                .isEqualTo(Verdict.STOP_EXACT_FAILURE);
    }

    @Test
    void seesThroughTheOrderOfArguments() {
        ToolCall one = ToolCall.of("t", "{\"a\":1,\"b\":2}", "r", false, false);
        ToolCall other = ToolCall.of("t", "{ \"b\": 2, \"a\": 1 }", "r", false, false);

        assertThat(one.sameCall(other)).isTrue();
    }

    private List<Verdict> verdicts(ToolCall... calls) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int count = 1; count <= calls.length; count++) {
            verdicts.add(guard.judge(List.of(calls).subList(0, count)));
        }
        return verdicts;
    }

    private static ToolCall read(String command, String result) {
        return ToolCall.of("kubectl", "{\"command\":\"" + command + "\"}", result, false, false);
    }

    private static ToolCall failed(String command) {
        return ToolCall.of("kubectl", "{\"command\":\"" + command + "\"}", "forbidden", true, false);
    }
}
