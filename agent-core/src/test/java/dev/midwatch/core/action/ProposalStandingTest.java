package dev.midwatch.core.action;

import static dev.midwatch.core.action.ProposalCardTest.NOON;
import static dev.midwatch.core.action.ProposalCardTest.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Shape;
import dev.midwatch.api.channel.Card.Tone;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.action.ExecutedAction.Outcome;
import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.channel.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProposalStandingTest {
    private static final Field AUDIT = new Field("Audit", "a1", Shape.SHORT);
    private static final Field BY_HAND = new Field("Undo by hand", "kubectl scale 3", Shape.COMMAND);
    private static final String APPROVED = "approved by discord:1234 at 12:10; ";

    private static Action.Intent scale(int replicas) {
        return new Action.Intent(
                "scale",
                ResourceType.DEPLOYMENTS,
                new ObjectRef("apps/v1", "Deployment", "shop", "web", "u"),
                Risk.RISKY,
                "kubectl scale " + replicas);
    }

    private static final Action ACTION = new Action.Delete(scale(5).undoneBy(new Action.Delete(scale(3))));
    private static final Action WITHOUT_UNDO = new Action.Delete(scale(5));

    private static Instant at(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    private static Proposal proposal(Action action, State state) {
        Proposal waiting = ProposalCardTest.proposal(action, "");
        return new Proposal(
                waiting.id(),
                waiting.canonical(),
                waiting.sha256(),
                waiting.desired(),
                waiting.finding(),
                waiting.why(),
                waiting.origin(),
                waiting.diff(),
                waiting.created(),
                waiting.expires(),
                waiting.needs(),
                state,
                state == State.WAITING ? Optional.empty() : Optional.of("discord:1234"));
    }

    private static Standing undecided(State state, String why, int minutes) {
        Optional<ProposalStore.Ending> ending =
                state == State.WAITING ? Optional.empty() : Optional.of(new ProposalStore.Ending(at(10), why));
        return new ProposalStanding(
                        proposal(ACTION, state),
                        ending,
                        Optional.empty(),
                        "",
                        false,
                        Optional.empty(),
                        Optional.empty())
                .at(at(minutes), NOON, TIMES);
    }

    private static ExecutedAction executed(Action action, String auditId, Outcome outcome) {
        return new ExecutedAction(auditId, action, Optional.of("f"), "proposal:x", at(10), at(20), outcome);
    }

    private static Standing approved(Action action, Outcome outcome, String why, boolean untold, Outcome... undo) {
        return new ProposalStanding(
                        proposal(action, State.APPROVED),
                        Optional.of(new ProposalStore.Ending(at(10), "")),
                        Optional.of(executed(action, "a1", outcome)),
                        why,
                        untold,
                        Optional.empty(),
                        List.of(undo).stream()
                                .map(one -> executed(action, "u1", one))
                                .findFirst())
                .at(at(30), NOON, TIMES);
    }

    @Test
    void waitsUntilTheClockSaysThatItHasExpired() {
        assertThat(undecided(State.WAITING, "", 59)).isEqualTo(new Standing(Tone.ASKING, List.of(), false));
        assertThat(undecided(State.WAITING, "", 60))
                .as("an approval in time may not be written down yet")
                .isEqualTo(Standing.open(Tone.VOID, "expired at 13:00; nothing was done"));
        assertThat(undecided(State.WAITING, "", 65))
                .isEqualTo(undecided(State.EXPIRED, "", 10))
                .isEqualTo(Standing.over(Tone.VOID, "expired at 13:00; nothing was done"));
    }

    @Test
    void saysWhoDeniedItAndWhyItIsVoid() {
        assertThat(undecided(State.DENIED, "Denied; nothing was done.", 20))
                .isEqualTo(Standing.over(Tone.VOID, "denied by discord:1234 at 12:10; nothing was done"));
        assertThat(undecided(State.VOID, "its target has changed", 20))
                .isEqualTo(Standing.over(Tone.VOID, "void at 12:10: its target has changed"));
    }

    @Test
    void isUnderWayUntilItsEndIsKnown() {
        assertThat(approved(ACTION, Outcome.BEGUN, "", false))
                .isEqualTo(Standing.open(Tone.UNDER_WAY, APPROVED + "under way", AUDIT));
        assertThat(approved(ACTION, Outcome.RAN, "", false))
                .isEqualTo(Standing.open(
                        Tone.UNDER_WAY, APPROVED + "done at 12:10, and watched until 12:20 whether it helps", AUDIT));
    }

    @Test
    void saysWhyItCouldNotBeDone() {
        assertThat(approved(ACTION, Outcome.FAILED, "the API server said no", false))
                .isEqualTo(Standing.over(Tone.BAD, APPROVED + "it could not be done: the API server said no", AUDIT));
    }

    @Test
    void isGoodOnceItHasWorkedWhetherToldOrNot() {
        Standing worked = Standing.over(Tone.GOOD, APPROVED + "done, and it worked", AUDIT);
        assertThat(approved(ACTION, Outcome.FIXED, "", true)).isEqualTo(worked);
        assertThat(approved(ACTION, Outcome.FIXED, "", false)).isEqualTo(worked);
    }

    @Test
    void isNotOverWhileWhatDidNotHelpMayStillBeUndone() {
        Standing failed = Standing.over(Tone.BAD, APPROVED + "it did not help", AUDIT, BY_HAND);
        assertThat(approved(ACTION, Outcome.NOT_FIXED, "", false)).isEqualTo(failed);
        assertThat(approved(ACTION, Outcome.NOT_FIXED, "", true))
                .isEqualTo(new Standing(failed.tone(), failed.fields(), false));
        assertThat(approved(WITHOUT_UNDO, Outcome.NOT_FIXED, "", false))
                .isEqualTo(Standing.over(Tone.BAD, APPROVED + "it did not help", AUDIT));
    }

    @Test
    void saysWhatCameOfTheUndo() {
        Field under = new Field("Undone under", "u1", Shape.SHORT);
        assertThat(approved(ACTION, Outcome.NOT_FIXED, "", false, Outcome.RAN))
                .isEqualTo(approved(ACTION, Outcome.NOT_FIXED, "", false, Outcome.FIXED))
                .isEqualTo(Standing.over(Tone.BAD, APPROVED + "it did not help and was undone", AUDIT, under));
        assertThat(approved(ACTION, Outcome.NOT_FIXED, "", false, Outcome.BEGUN))
                .isEqualTo(Standing.open(Tone.BAD, APPROVED + "it did not help; undoing it is under way", AUDIT));
        assertThat(approved(ACTION, Outcome.NOT_FIXED, "", false, Outcome.FAILED))
                .isEqualTo(
                        Standing.over(Tone.BAD, APPROVED + "it did not help; it could not be undone", AUDIT, BY_HAND));
        assertThat(approved(ACTION, Outcome.NOT_FIXED, "", false, Outcome.UNKNOWN))
                .isEqualTo(Standing.over(
                        Tone.BAD, APPROVED + "it did not help; whether it was undone is not known", AUDIT, BY_HAND));
    }

    @Test
    void saysWhatNobodyKnows() {
        assertThat(approved(WITHOUT_UNDO, Outcome.UNKNOWN, "it was cut off", false))
                .isEqualTo(Standing.over(Tone.BAD, APPROVED + "it was cut off", AUDIT));
    }
}
