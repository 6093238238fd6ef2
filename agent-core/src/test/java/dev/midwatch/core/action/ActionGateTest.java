package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.tool.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActionGateTest extends OnSimulator {
    private static final String SHOP = "{workload: shop/shop, replicas: 4}";

    @Test
    void asksFirstWhetherTheToolDeclaredItThenForThePolicyThenForTheRate() throws ClusterException {
        Action restart = world.restart();
        ActionGate off = gate(Mode.OFF, Set.of("shop"), 1);
        assertThat(refusal(off, new ActionRequest(restart, List.of(), Optional.empty(), "", "job:pods")))
                .contains("did not declare");
        assertThat(refusal(off, GateOnSimulator.request(restart))).isEqualTo("actions.mode is off");
        assertThat(refusal(gate(Mode.AUTO_SAFE, Set.of("shop"), 1), GateOnSimulator.request(restart)))
                .contains("namespace shop is protected");
        assertThat(world.steps()).containsOnly("refused").hasSize(3);
        assertThat(gate(Mode.AUTO_SAFE, Set.of(), 1).submit(GateOnSimulator.request(restart)))
                .isInstanceOf(Verdict.Ran.class);
        assertThat(refusal(gate(Mode.AUTO_SAFE, Set.of(), 1), GateOnSimulator.request(world.restart())))
                .contains("more would not help");
    }

    @Test
    void refusesAThirdRunOnTheSameObjectWithinAnHour() throws ClusterException {
        ActionGate gate = world.gate(Mode.AUTO_SAFE);
        for (int run = 0; run < 2; run++) {
            assertThat(gate.submit(GateOnSimulator.request(world.restart()))).isInstanceOf(Verdict.Ran.class);
            world.simulation.advance(Duration.ofMinutes(20));
        }
        assertThat(refusal(gate, GateOnSimulator.request(world.restart()))).contains("ran 2 times");
        world.simulation.advance(Duration.ofMinutes(21));
        assertThat(gate.submit(GateOnSimulator.request(world.restart()))).isInstanceOf(Verdict.Ran.class);
    }

    @Test
    void refusesAPodThatItsControllerReplacedUnderTheSameName() throws ClusterException {
        Action delete = world.deletePod();
        Writes writes = Writes.by(world.cluster.writer());
        writes.execute(delete, writes.target(delete).orElseThrow(), "before");
        world.simulation.advance(Duration.ofMinutes(2));
        assertThat(refusal(world.gate(Mode.AUTO_SAFE), GateOnSimulator.request(delete)))
                .contains("was replaced by another object of that name");
    }

    @Test
    void anApprovalIsHeldAgainstThePolicyOfToday() throws ClusterException {
        Proposal proposal = proposed();
        Decided off = gate(Mode.OFF, Set.of(), 2).decide(proposal.id(), true, GateOnSimulator.approver("roger"));
        Decided fenced =
                gate(Mode.PROPOSE, Set.of("shop"), 2).decide(proposal.id(), true, GateOnSimulator.approver("roger"));

        assertThat(off.answer()).isEqualTo("Nothing was done: actions.mode is off");
        assertThat(fenced.answer()).contains("namespace shop is protected");
        assertThat(world.steps())
                .as("that somebody tried is in the audit file")
                .containsExactly("proposed", "not decided", "not decided");
        assertThat(world.shop().at("spec.template.metadata.annotations").textMembers())
                .doesNotContainKey("kubectl.kubernetes.io/restartedAt");
        assertThat(world.proposals()).extracting(Proposal::state).containsExactly(State.WAITING);
        assertThat(world.steps()).as("both are told").containsExactly("proposed", "not decided", "not decided");
        assertThat(world.audit.lines())
                .last()
                .asString()
                .contains("namespace shop is protected", proposal.id(), "console:roger");
    }

    @Test
    void aTargetThatChangedMeanwhileVoidsTheProposal() throws ClusterException {
        Proposal proposal = proposed();
        world.simulation.inject("scale: " + SHOP);
        assertThat(world.gate(Mode.PROPOSE)
                        .decide(proposal.id(), true, GateOnSimulator.approver("roger"))
                        .answer())
                .contains("has changed since it was looked at; nothing was done.");
        assertThat(world.steps()).containsExactly("proposed", "void");
    }

    @Test
    void whoMayDecideIsKeptWithTheProposal() throws ClusterException {
        Proposal proposal = proposed();
        assertThat(new ProposalStore(world.database).find(proposal.id()).orElseThrow())
                .isEqualTo(proposal)
                .extracting(Proposal::needs)
                .isEqualTo(Level.APPROVER);
    }

    @Test
    void aDenialNeedsNoCluster() throws ClusterException {
        Proposal proposal = proposed();
        Denials denials = new Denials(world.database, world.audit, world.simulation.clock());
        world.simulation.close();
        assertThat(denials.deny(proposal.id(), new Approver("cli:bob", Level.OPERATOR))
                        .answer())
                .contains("needs the level approver");
        assertThat(denials.deny(proposal.id(), new Approver("cli:anna", Level.APPROVER))
                        .answer())
                .isEqualTo("Denied; nothing was done.");
        assertThat(world.proposals()).extracting(Proposal::state).containsExactly(State.DENIED);
        assertThat(world.steps()).containsExactly("proposed", "not decided", "denied");
    }

    @Test
    void saysWhoDecidedBefore() throws ClusterException {
        Proposal proposal = proposed();
        ActionGate gate = world.gate(Mode.PROPOSE);
        assertThat(gate.decide(proposal.id(), true, GateOnSimulator.approver("roger"))
                        .done())
                .isTrue();
        assertThat(gate.decide(proposal.id(), false, GateOnSimulator.approver("anna"))
                        .answer())
                .isEqualTo("Proposal %s is already approved by console:roger.".formatted(proposal.id()));
        assertThat(world.steps()).containsExactly("proposed", "approved", "executing", "executed", "not decided");
        assertThat(world.audit.lines())
                .last()
                .asString()
                .contains("already approved by console:roger", "\"by\":\"console:anna\"", "\"level\":\"approver\"");
        assertThat(gate.decide("nobody", true, GateOnSimulator.approver("anna")).answer())
                .isEqualTo("There is no proposal nobody.");
    }

    private Proposal proposed() throws ClusterException {
        return ((Verdict.Asked) world.gate(Mode.PROPOSE).submit(GateOnSimulator.request(world.restart()))).proposal();
    }

    private ActionGate gate(Mode mode, Set<String> fenced, int perObject) {
        return world.gate(GateOnSimulator.config(mode, fenced, perObject));
    }

    private static String refusal(ActionGate gate, ActionRequest request) {
        return ((Verdict.Refused) gate.submit(request)).why();
    }
}
