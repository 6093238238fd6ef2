package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.core.config.ActionsConfig.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks twice for the same is shown what was proposed the first time. */
class AskedBeforeTest {
    @TempDir
    Path directory;

    private GateOnSimulator world;
    private ActionGate gate;

    @BeforeEach
    void start() throws IOException {
        world = new GateOnSimulator(directory);
        gate = world.gate(Mode.PROPOSE);
    }

    @AfterEach
    void stop() {
        world.close();
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
    void anExpiredOrDecidedProposalIsNotAnsweredWith() throws ClusterException {
        Proposal first = ask(world.restart());
        gate.decide(first.id(), false, GateOnSimulator.approver("roger"));
        Proposal second = ask(world.restart());
        world.simulation.advance(Duration.ofHours(1));
        Proposal third = ask(world.restart());
        assertThat(world.proposals()).extracting(Proposal::id).containsOnly(first.id(), second.id(), third.id());
        assertThat(world.proposals()).hasSize(3);
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
