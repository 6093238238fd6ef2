package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.config.ActionsConfig.Mode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who asks twice for the same is shown what was proposed the first time. */
class AskedBeforeTest extends OnSimulator {
    private ActionGate gate;

    @BeforeEach
    void start() {
        gate = world.gate(Mode.PROPOSE);
    }

    @Test
    void aRestartPlannedAgainAMinuteLaterIsTheSameProposal() throws ClusterException {
        Proposal first = ask(world.restart());
        world.simulation.advance(Duration.ofMinutes(1));
        Proposal second = ask(world.restart());

        assertThat(second).isEqualTo(first);
        assertThat(world.proposals()).hasSize(1);
        assertThat(world.steps()).containsExactly("proposed");
    }

    @Test
    void whatIsApprovedIsTheFirstPlanByteForByte() throws ClusterException {
        Proposal first = ask(world.restart());
        world.simulation.advance(Duration.ofMinutes(1));
        gate.decide(ask(world.restart()).id(), true, GateOnSimulator.approver("roger"));
        assertThat(world.shop().at("spec.template.metadata.annotations").textMembers())
                .containsAllEntriesOf(((Action.Patch) first.action())
                        .body()
                        .at("spec.template.metadata.annotations")
                        .textMembers());
    }

    @Test
    void anotherBodyUnderTheSameCommandLineIsAnotherProposal() throws ClusterException {
        Action restart = world.restart();
        Proposal first = ask(restart);
        Proposal second = ask(new Action.Patch(
                restart.intent(),
                "",
                Action.PatchType.STRATEGIC_MERGE,
                Json.of(Map.of("spec", Map.of("replicas", 5)))));
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void anExpiredProposalIsNotAnsweredWith() throws ClusterException {
        Proposal first = ask(world.restart());
        world.simulation.advance(Duration.ofHours(1));
        Proposal second = ask(world.restart());
        assertThat(world.proposals()).extracting(Proposal::id).containsExactlyInAnyOrder(first.id(), second.id());
    }

    @Test
    void nobodyIsAskedAgainForAnHourForWhatWasDenied() throws ClusterException {
        Proposal first = ask(world.restart());
        world.simulation.advance(Duration.ofMinutes(50));
        gate.decide(first.id(), false, GateOnSimulator.approver("roger"));

        assertThat(refusal(world.restart()))
                .isEqualTo(
                        "console:roger denied rollout_restart of Deployment shop/shop within the last 1 h, and is not asked"
                                + " again so soon; by hand: kubectl -n shop rollout restart deployment/shop");
        world.simulation.advance(Duration.ofMinutes(59));
        assertThat(refusal(world.restart())).contains("denied");
        world.simulation.advance(Duration.ofMinutes(1));
        assertThat(ask(world.restart()).id()).isNotEqualTo(first.id());
        assertThat(world.steps()).containsExactly("proposed", "denied", "refused", "refused", "proposed");
    }

    @Test
    void aDenialHoldsForTheSameActionWithOtherArgumentsButNotForAnotherAction() throws ClusterException {
        gate.decide(ask(scale(5)).id(), false, GateOnSimulator.approver("roger"));
        assertThat(refusal(scale(6))).contains("console:roger denied scale");
        assertThat(ask(world.restart()).state()).isEqualTo(Proposal.State.WAITING);
    }

    @Test
    void noMoreWaitThanMayRunWithinAnHour() throws ClusterException {
        Proposal first = ask(scale(10));
        for (int replicas = 11; replicas < 30; replicas++) {
            ask(scale(replicas));
        }
        assertThat(refusal(scale(30))).startsWith("20 proposals wait already");
        assertThat(ask(scale(10))).as("what waits already").isEqualTo(first);
        assertThat(gate.submit(new ActionRequest(
                        scale(30), GateOnSimulator.DECLARED, Optional.empty(), "asked for by the model", "session:1")))
                .as("what repairs no finding is counted apart")
                .isInstanceOf(Verdict.Asked.class);

        world.simulation.advance(Duration.ofHours(1));
        assertThat(ask(scale(31)).state()).as("those have expired").isEqualTo(Proposal.State.WAITING);
    }

    private String refusal(Action action) {
        return ((Verdict.Refused) gate.submit(GateOnSimulator.request(action))).why();
    }

    private Action scale(int replicas) throws ClusterException {
        return new Action.Patch(
                new Action.Intent(
                        "scale", ResourceType.DEPLOYMENTS, world.shop().ref(), Risk.RISKY, "kubectl -n shop scale"),
                "",
                Action.PatchType.MERGE,
                Json.of(Map.of("spec", Map.of("replicas", replicas))));
    }

    @Test
    void aFindingThatWantsWhatTheModelAskedForIsTiedToIt() throws ClusterException {
        Action restart = world.restart();
        gate.submit(new ActionRequest(
                restart, GateOnSimulator.DECLARED, Optional.empty(), "asked for by the model", "session:1"));
        assertThat(ask(world.restart()).finding()).contains("finding-1");
        assertThat(gate.latestFor("finding-1")).isPresent();
    }

    private Proposal ask(Action action) {
        return ((Verdict.Asked) gate.submit(GateOnSimulator.request(action))).proposal();
    }
}
