package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.action.ExecutedAction.Outcome;
import dev.midwatch.core.config.ActionsConfig.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Actions that repair no finding are judged by what they said beforehand would be seen. */
class VerificationGoalTest extends OnSimulator {
    private ActionGate gate;
    private Verification verification;

    @BeforeEach
    void start() {
        gate = world.gate(Mode.PROPOSE);
        verification = verification();
    }

    @Test
    void isVerifiedOnceWhenTheGoalIsReached() throws ClusterException {
        approve(Goal.ROLLED_OUT);
        assertThat(verification.judgeGoals()).as("pods take time to start").isEmpty();

        world.simulation.advance(Duration.ofMinutes(2));
        assertThat(verification.judgeGoals())
                .extracting(Verification.Result::outcome)
                .containsExactly(Outcome.FIXED);
        assertThat(verification.judgeGoals()).isEmpty();
        assertThat(world.steps()).endsWith("executed", "verified");
        assertThat(world.audit.lines()).last().asString().contains("\"seen\":\"every pod is of the newest template");
    }

    @Test
    void isNotFixedWhenTheTimeIsUpAndIsPutBack() throws ClusterException {
        approve(Goal.reads("spec.replicas", 99));
        world.simulation.advance(Duration.ofMinutes(9));
        assertThat(verification.judgeGoals()).isEmpty();

        world.simulation.advance(Duration.ofMinutes(1));
        List<Verification.Result> results = verification.judgeGoals();
        assertThat(results).extracting(Verification.Result::outcome).containsExactly(Outcome.NOT_FIXED);
        assertThat(gate.undo(results.get(0).action())).startsWith("Undone:");
        assertThat(world.shop().at("spec.replicas").number(0)).isEqualTo(3);

        world.simulation.advance(Duration.ofMinutes(2));
        assertThat(verification.judgeGoals())
                .as("the undo has its own goal")
                .extracting(Verification.Result::outcome)
                .containsExactly(Outcome.FIXED);
    }

    @Test
    void isDoneAtOnceWhenNothingButTheAnswerIsToBeSeen() throws ClusterException {
        approve(Goal.ANSWERED);
        assertThat(verification.judgeGoals())
                .extracting(Verification.Result::outcome)
                .containsExactly(Outcome.FIXED);
    }

    @Test
    void anOutcomeAndItsUndoSurviveACrashRightAfterItWasJudged() throws ClusterException {
        approve(Goal.reads("spec.replicas", 99));
        world.simulation.advance(Duration.ofMinutes(10));
        assertThat(verification.judgeGoals()).hasSize(1);
        assertThat(verification().judgeGoals()).as("judged once").isEmpty();

        Verification.Result untold = onlyUntoldAfterARestart();
        assertThat(untold.outcome()).isEqualTo(Outcome.NOT_FIXED);
        assertThat(untold.undo()).isEmpty();
        assertThat(gate.undo(untold.action())).startsWith("Undone:");

        Verification.Result undone = onlyUntoldAfterARestart();
        assertThat(undone.undo()).as("it is not undone twice").isPresent();
        assertThat(undone.undo().get().outcome()).isEqualTo(Outcome.RAN);
        verification().told(undone, () -> {});
        assertThat(verification().untold()).isEmpty();
        assertThat(world.steps()).containsOnlyOnce("not fixed", "undone");
    }

    @Test
    void whatCouldNotBeToldStaysUntold() throws ClusterException {
        approve(Goal.ANSWERED);
        Verification.Result result = verification.judgeGoals().get(0);
        assertThatThrownBy(() -> verification.told(result, () -> {
                    throw new IllegalStateException("the outbox is full");
                }))
                .hasMessage("the outbox is full");
        assertThat(onlyUntoldAfterARestart()).isEqualTo(result);
    }

    private Verification.Result onlyUntoldAfterARestart() {
        List<Verification.Result> untold = verification().untold();
        assertThat(untold).hasSize(1);
        return untold.get(0);
    }

    private Verification verification() {
        return new Verification(
                world.cluster.live(), world.database, world.ledger, world.audit, world.simulation.clock());
    }

    private void approve(Goal goal) throws ClusterException {
        Action back = scale(intent(3).until(Goal.ROLLED_OUT), 3);
        Action action = scale(intent(4).until(goal).undoneBy(back), 4);
        Verdict asked = gate.submit(
                new ActionRequest(action, GateOnSimulator.DECLARED, Optional.empty(), "more load", "discord:1"));
        String proposal = ((Verdict.Asked) asked).proposal().id();
        assertThat(gate.decide(proposal, true, GateOnSimulator.approver("anna")).done())
                .isTrue();
    }

    private Action.Intent intent(int replicas) throws ClusterException {
        return new Action.Intent(
                "scale",
                ResourceType.DEPLOYMENTS,
                world.shop().ref(),
                Risk.RISKY,
                "kubectl -n shop scale deployment/shop --replicas=" + replicas);
    }

    private static Action scale(Action.Intent intent, int replicas) {
        return new Action.Patch(
                intent, "", Action.PatchType.MERGE, Json.of(Map.of("spec", Map.of("replicas", replicas))));
    }
}
