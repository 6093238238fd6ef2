package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.config.ActionsConfig.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who can write the store cannot make a person approve what was not proposed, or what was denied. */
class AlteredProposalTest extends OnSimulator {
    private ActionGate gate;

    @BeforeEach
    void start() {
        gate = world.gate(Mode.PROPOSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canonical = replace(canonical, '\"replicas\":5', '\"replicas\":0')",
                "canonical = 'no JSON at all'",
                "desired = 'another'",
                "diff = '- nothing at all'",
                "why = 'harmless'",
                "origin = 'session:friend'",
                "expires = expires + 86400000",
                "created = created + 1",
                "needs = 'VIEWER'"
            })
    void whatIsShownIsPartOfWhatIsApproved(String change) throws ClusterException {
        Proposal proposal = proposed(5);
        world.database.update("UPDATE proposals SET " + change);

        assertThat(approve(proposal).answer()).contains("not what was proposed", "changed it in the store");
        assertThat(replicas()).isEqualTo(3);
        assertThat(new ProposalStore(world.database)
                        .find(proposal.id())
                        .orElseThrow()
                        .state())
                .isEqualTo(State.VOID);
        assertThat(lastStep())
                .contains("\"step\":\"void\"", proposal.id(), "\"by\":\"console:anna\"", "not what was proposed")
                .as("nobody proposed what stands there now")
                .doesNotContain("kubectl");
    }

    @Test
    void aDeniedProposalThatTheStoreLetsWaitAgainIsNotApproved() throws ClusterException {
        Proposal proposal = proposed(5);
        gate.decide(proposal.id(), false, GateOnSimulator.approver("roger"));
        world.database.update("UPDATE proposals SET state = 'WAITING', decided_by = NULL");

        assertThat(approve(proposal).answer()).contains("denied by console:roger before", "changed it in the store");
        assertThat(replicas()).isEqualTo(3);
        assertThat(lastStep()).contains("\"step\":\"void\"", "denied by console:roger before");
    }

    @Test
    void anApprovedProposalThatTheStoreLetsWaitAgainDoesNotRunTwice() throws ClusterException {
        Proposal proposal = proposed(5);
        assertThat(approve(proposal).done()).isTrue();
        world.database.update("UPDATE proposals SET state = 'WAITING', desired = desired");

        assertThat(approve(proposal).answer()).contains("approved by console:anna before");
        assertThat(world.steps()).containsOnlyOnce("executing");
    }

    @Test
    void anActionThatWasChangedTogetherWithItsHashIsNotApproved() throws ClusterException {
        Proposal proposal = proposed(5);
        Proposal forged = forged(proposal);
        assertThat(forged.isIntact()).isTrue();
        world.database.update("DELETE FROM proposals");
        new ProposalStore(world.database).add(forged);

        assertThat(approve(proposal).answer()).contains("not what was proposed", "nothing was done");
        assertThat(replicas()).isEqualTo(3);
        assertThat(lastStep()).contains("\"step\":\"void\"", "The audit file knows no such proposal");
    }

    @Test
    void whoAsksForTheSameIsNotShownWhatWasChanged() throws ClusterException {
        Proposal proposal = proposed(5);
        world.database.update("UPDATE proposals SET diff = '- nothing at all'");
        assertThat(proposed(5)).satisfies(anew -> {
            assertThat(anew.id()).isNotEqualTo(proposal.id());
            assertThat(anew.diff()).isEqualTo("~ spec.replicas: 3 -> 5");
        });
    }

    @Test
    void whatTheGateNeverProposedIsNotApproved() throws ClusterException {
        Proposal own = Proposal.of(
                GateOnSimulator.request(scale(0)),
                new Rehearsal(DesiredState.digest(world.shop()), "- nothing at all"),
                world.simulation.clock().instant(),
                Duration.ofHours(1));
        new ProposalStore(world.database).add(own);

        assertThat(approve(own).answer()).contains("The audit file knows no such proposal");
        assertThat(replicas()).isEqualTo(3);
    }

    @Test
    void nothingIsApprovedWhileTheAuditFileIsNotAsItWasWritten() throws Exception {
        Proposal proposal = proposed(5);
        gate.decide(proposal.id(), false, GateOnSimulator.approver("roger"));
        Path file = directory.resolve("audit.jsonl");
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of(lines.get(0)));
        world.database.update("UPDATE proposals SET state = 'WAITING', decided_by = NULL");

        assertThat(approve(proposal).answer())
                .contains(
                        "the audit file is not as it was written: step 2 was cut off the end", "midwatch audit verify");
        assertThat(replicas()).isEqualTo(3);
        assertThat(world.proposals()).extracting(Proposal::state).containsExactly(State.WAITING);
        assertThat(gate.decide(proposal.id(), false, GateOnSimulator.approver("roger"))
                        .answer())
                .as("what changes nothing can still be decided")
                .startsWith("Denied");
    }

    /** The same proposal, hashed as it should be, with another action. */
    private Proposal forged(Proposal of) throws ClusterException {
        Proposal other = Proposal.of(
                GateOnSimulator.request(scale(0)),
                new Rehearsal(of.desired(), of.diff()),
                of.created(),
                Duration.ofHours(1));
        return new Proposal(
                        of.id(),
                        other.canonical(),
                        "",
                        of.desired(),
                        of.finding(),
                        of.why(),
                        of.origin(),
                        of.diff(),
                        of.created(),
                        of.expires(),
                        of.needs(),
                        State.WAITING,
                        Optional.empty())
                .sealed();
    }

    private Decided approve(Proposal proposal) {
        return gate.decide(proposal.id(), true, GateOnSimulator.approver("anna"));
    }

    private Proposal proposed(int replicas) throws ClusterException {
        return ((Verdict.Asked) gate.submit(GateOnSimulator.request(scale(replicas)))).proposal();
    }

    private Action scale(int replicas) throws ClusterException {
        return new Action.Patch(
                new Action.Intent(
                        "scale", ResourceType.DEPLOYMENTS, world.shop().ref(), Risk.RISKY, "kubectl -n shop scale"),
                "",
                PatchType.MERGE,
                Json.of(Map.of("spec", Map.of("replicas", replicas))));
    }

    private long replicas() throws ClusterException {
        return world.shop().at("spec.replicas").number(0);
    }

    private String lastStep() {
        List<String> lines = world.audit.lines();
        return lines.get(lines.size() - 1);
    }
}
