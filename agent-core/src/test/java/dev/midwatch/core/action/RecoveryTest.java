package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.core.action.ExecutedAction.Outcome;
import dev.midwatch.core.config.ActionsConfig.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Actions that were cut off between the order and its outcome. */
class RecoveryTest extends OnSimulator {
    private static final Duration LATER = Recovery.UNDER_WAY.plusSeconds(1);

    /** What stops the process: no catch of ours may take it for an answer of the cluster. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aPatchThatArrivedBeforeTheCrashIsFoundByItsAuditIdAndVerified() throws ClusterException {
        killed(world.restart(), true);
        assertThat(world.steps()).containsExactly("executing");

        world.simulation.advance(LATER);
        List<Recovery.Settled> settled = world.settled();

        assertThat(settled).extracting(Recovery.Settled::outcome).containsExactly(Outcome.RAN);
        assertThat(world.steps()).containsExactly("executing", "executed");
        assertThat(world.audit.lines().get(1)).contains("found after it was cut off: the object carries its audit id");
        assertThat(new ActionLog(world.database).withOutcome(Outcome.RAN))
                .as("it is verified from now on")
                .extracting(ExecutedAction::auditId)
                .containsExactly(settled.get(0).action().auditId());
        assertThat(world.settled()).as("each is settled once").isEmpty();
    }

    @Test
    void aCrashBeforeItIsToldLeavesItToBeSettledAndToldAgain() throws ClusterException {
        killed(world.restart(), true);
        world.simulation.advance(LATER);

        assertThatThrownBy(() -> world.recovery().settle(settled -> {
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);

        assertThat(world.settled()).extracting(Recovery.Settled::outcome).containsExactly(Outcome.RAN);
    }

    @Test
    void aPatchThatNeverArrivedIsRecordedAsFailed() throws ClusterException {
        killed(world.restart(), false);
        world.simulation.advance(LATER);
        assertThat(world.settled()).extracting(Recovery.Settled::outcome).containsExactly(Outcome.FAILED);
        assertThat(world.steps()).containsExactly("executing", "failed");
    }

    @Test
    void theMarkOfAnEarlierActionProvesNothing() throws ClusterException {
        world.gate(Mode.AUTO_SAFE).submit(GateOnSimulator.request(world.restart()));
        world.simulation.advance(Duration.ofMinutes(1));
        killed(world.restart(), false);
        world.simulation.advance(LATER);
        assertThat(world.settled()).extracting(Recovery.Settled::outcome).containsExactly(Outcome.FAILED);
    }

    @Test
    void theMarkOfALaterActionHidesWhetherItHappened() throws ClusterException {
        killed(world.restart(), true);
        world.simulation.advance(Duration.ofMinutes(1));
        world.gate(Mode.AUTO_SAFE).submit(GateOnSimulator.request(world.restart()));
        world.simulation.advance(LATER);
        assertThat(world.settled()).extracting(Recovery.Settled::outcome).containsExactly(Outcome.UNKNOWN);
        assertThat(world.steps()).containsExactly("executing", "executing", "executed", "unknown");
    }

    @Test
    void aDeletedPodIsKnownByItsUidThatIsGone() throws ClusterException {
        killed(world.deletePod(), true);
        world.simulation.advance(LATER);
        assertThat(world.settled()).extracting(Recovery.Settled::outcome).containsExactly(Outcome.RAN);
    }

    @Test
    void aPodThatIsStillThereWasNotDeleted() throws ClusterException {
        killed(world.deletePod(), false);
        world.simulation.advance(LATER);
        assertThat(world.settled()).extracting(Recovery.Settled::outcome).containsExactly(Outcome.FAILED);
    }

    @Test
    void whatMayStillBeUnderWayIsLeftAlone() throws ClusterException {
        killed(world.restart(), false);
        world.simulation.advance(Recovery.UNDER_WAY.minusSeconds(1));
        assertThat(world.settled()).isEmpty();
        assertThat(world.steps()).containsExactly("executing");
    }

    @Test
    void anOutcomeThatIsInTheAuditFileAlreadyIsNotWrittenTwice() throws ClusterException, IOException {
        world.gate(Mode.AUTO_SAFE).submit(GateOnSimulator.request(world.restart()));
        world.database.update("UPDATE actions SET outcome = 'BEGUN'");
        Files.writeString(
                directory.resolve("audit.jsonl"),
                world.audit.lines().get(1).substring(0, 60),
                StandardOpenOption.APPEND);
        world.simulation.advance(LATER);
        assertThat(world.settled()).extracting(Recovery.Settled::outcome).containsExactly(Outcome.RAN);
        assertThat(world.audit.lines()).hasSize(3);
    }

    @Test
    void anActionThatTheServerDidNotAnswerIsLookedUp() throws ClusterException {
        Verdict verdict = world.gate(Mode.AUTO_SAFE, writer(true, () -> {
                    throw new ClusterException(Why.TIMEOUT, "no answer within 30s");
                }))
                .submit(GateOnSimulator.request(world.restart()));
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        world.simulation.advance(LATER);
        assertThat(world.settled()).extracting(Recovery.Settled::outcome).containsExactly(Outcome.RAN);
        assertThat(world.steps()).containsExactly("executing", "unanswered", "executed");
    }

    @Test
    void anApprovalIsNeverLeftWithoutAnActionThatCanBeSettled() throws ClusterException {
        ActionGate gate = world.gate(Mode.PROPOSE, writer(false, () -> {
            throw new Killed();
        }));
        Verdict.Asked asked = (Verdict.Asked) gate.submit(GateOnSimulator.request(world.restart()));
        assertThatThrownBy(() -> gate.decide(asked.proposal().id(), true, GateOnSimulator.approver("roger")))
                .isInstanceOf(Killed.class);
        world.simulation.advance(LATER);
        assertThat(world.settled())
                .extracting(one -> one.action().origin())
                .containsExactly("proposal:" + asked.proposal().id());
    }

    private void killed(Action action, boolean written) {
        ActionGate gate = world.gate(Mode.AUTO_SAFE, writer(written, () -> {
            throw new Killed();
        }));
        assertThatThrownBy(() -> gate.submit(GateOnSimulator.request(action))).isInstanceOf(Killed.class);
    }

    private interface End {
        void come() throws ClusterException;
    }

    private Writes writer(boolean writes, End end) {
        Writes real = Writes.by(world.cluster.writer());
        return new Writes() {
            @Override
            public KubeObject dryRun(Action action) throws ClusterException {
                return real.dryRun(action);
            }

            @Override
            public Optional<KubeObject> target(Action action) throws ClusterException {
                return real.target(action);
            }

            @Override
            public Done execute(Action action, KubeObject seen, String auditId) throws ClusterException {
                Done done = writes ? real.execute(action, seen, auditId) : Done.of(seen);
                end.come();
                return done;
            }
        };
    }
}
