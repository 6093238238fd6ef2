package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.Observed;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.kube.Coverage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is approved half an hour later is done only if it still is wanted. */
class ReasonsTest extends OnSimulator {
    private static final ObjectRef SHOP = ObjectRef.of(ResourceType.DEPLOYMENTS, "shop", "shop");
    private static final Finding CRASH = Finding.of("CrashLoopBackOff", Severity.CRITICAL, SHOP)
            .owner(SHOP)
            .summary("container shop keeps crashing");

    @Test
    void aRestartOfWhatHasRecoveredIsVoid() throws ClusterException {
        look(CRASH);
        Proposal proposal = proposed();
        minutes(5);
        look();
        minutes(50);

        assertThat(approve(proposal).answer())
                .isEqualTo("What it was to repair (Deployment shop/shop) has been gone for 50 min; nothing was done.");
        assertThat(world.proposals()).extracting(Proposal::state).containsExactly(State.VOID);
        assertThat(world.steps()).containsExactly("proposed", "void");
    }

    @Test
    void whatIsStillBrokenIsRepaired() throws ClusterException {
        look(CRASH);
        Proposal proposal = proposed();
        minutes(50);
        look(CRASH);
        assertThat(approve(proposal).done()).isTrue();
    }

    @Test
    void theEndOfWhatWasRepairedIsToldWithTheVerdictAndNotBefore() throws ClusterException {
        look(CRASH);
        assertThat(approve(proposed()).done()).isTrue();
        Verification verification = new Verification(
                world.cluster.live(), world.database, world.ledger, world.audit, world.simulation.clock());
        assertThat(verification.spokenFor()).containsExactly(CRASH.fingerprint());

        minutes(1);
        look();
        minutes(3);
        List<Verification.Result> verdicts = verification.judge();
        assertThat(verdicts).hasSize(1);
        assertThat(verification.pending()).isEmpty();
        assertThat(verification.spokenFor()).as("judged and not told").containsExactly(CRASH.fingerprint());
        verification.told(verdicts.get(0), () -> {});
        assertThat(verification.spokenFor()).isEmpty();
    }

    @Test
    void whatIsGoneForAMomentMayComeBackAndIsRepaired() throws ClusterException {
        look(CRASH);
        Proposal proposal = proposed();
        minutes(5);
        look();
        minutes(1);
        assertThat(approve(proposal).done()).isTrue();
    }

    @Test
    void whatComesAndGoesIsNotOverBecauseItHappensToBeGone() throws ClusterException {
        look(CRASH);
        Proposal proposal = proposed();
        for (int i = 0; i < 2; i++) {
            minutes(5);
            look();
            minutes(5);
            look(CRASH);
        }
        minutes(5);
        look();
        minutes(5);
        look();
        assertThat(world.ledger.find(CRASH.fingerprint()).orElseThrow().isOpen())
                .isFalse();
        assertThat(approve(proposal).done()).isTrue();
    }

    @Test
    void whatNoLoadedPluginCanDoIsNotDone() throws ClusterException {
        Proposal proposal = proposed();
        Writes writes = Writes.by(world.cluster.writer());
        ActionGate without = world.gate(
                GateOnSimulator.config(Mode.PROPOSE, Set.of(), 2), writes, name -> !name.equals("rollout_restart"));

        assertThat(without.decide(proposal.id(), true, GateOnSimulator.approver("anna"))
                        .answer())
                .isEqualTo("Nothing was done: no plugin that is loaded has the action rollout_restart");
        assertThat(world.steps()).containsExactly("proposed", "not decided");
        assertThat(approve(proposal).done()).as("with the plugin").isTrue();
    }

    private Proposal proposed() throws ClusterException {
        ActionRequest request = new ActionRequest(
                world.restart(),
                GateOnSimulator.DECLARED,
                Optional.of(CRASH.fingerprint()),
                CRASH.summary(),
                "job:pods");
        return ((Verdict.Asked) world.gate(Mode.PROPOSE).submit(request)).proposal();
    }

    private Decided approve(Proposal proposal) {
        return world.gate(Mode.PROPOSE).decide(proposal.id(), true, GateOnSimulator.approver("anna"));
    }

    private void minutes(int count) {
        world.simulation.advance(Duration.ofMinutes(count));
    }

    /** A job looks, and finds this. */
    private void look(Finding... found) {
        world.ledger.update(new CheckReport(
                world.simulation.clock().instant(),
                Duration.ZERO,
                Set.of("pod"),
                List.of(),
                List.of(found).stream()
                        .map(one -> new Observed("test", List.of("pod"), one.fingerprint(), one, 1, Optional.empty()))
                        .toList(),
                new Coverage(List.of(new Coverage.LookedAt("pods", 3)), List.of(), List.of()),
                Map.of("pod", List.of(ResourceType.PODS))));
    }
}
