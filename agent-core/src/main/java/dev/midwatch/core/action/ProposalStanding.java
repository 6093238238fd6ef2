package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Shape;
import dev.midwatch.api.channel.Card.Tone;
import dev.midwatch.core.channel.Standing;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.text.Ages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a proposal and what came of it stand: a pure function of what the store holds.
 *
 * @param ending when and why it waits no more
 * @param action what ran of it
 * @param why    why that failed, or why nobody knows what became of it
 * @param untold whether its end is known and not told yet; until then what did not help may still be undone
 * @param entry  the finding it was to repair
 * @param undo   what was run to put it back
 */
record ProposalStanding(
        Proposal proposal,
        Optional<ProposalStore.Ending> ending,
        Optional<ExecutedAction> action,
        String why,
        boolean untold,
        Optional<LedgerEntry> entry,
        Optional<ExecutedAction> undo) {
    /** An approval in time may be written down a moment later. */
    private static final Duration LAST_WORD = Duration.ofMinutes(5);

    /** @param said when the card was told, by whose day moments are named */
    Standing at(Instant now, Instant said, Times times) {
        return switch (proposal.state()) {
            case WAITING ->
                proposal.isExpired(now)
                        ? expired(said, times, !now.isBefore(proposal.expires().plus(LAST_WORD)))
                        : new Standing(Tone.ASKING, List.of(), false);
            case EXPIRED -> expired(said, times, true);
            case VOID -> Standing.over(Tone.VOID, "void%s: %s".formatted(when(said, times), reason()));
            case DENIED ->
                Standing.over(Tone.VOID, "denied by %s%s; nothing was done".formatted(who(), when(said, times)));
            case APPROVED ->
                action.map(done -> approved(done, said, times))
                        .orElseGet(() -> Standing.open(Tone.UNDER_WAY, approval(said, times) + "under way"));
        };
    }

    private Standing expired(Instant said, Times times, boolean over) {
        String state = "expired at %s; nothing was done".formatted(times.of(proposal.expires(), said));
        return over ? Standing.over(Tone.VOID, state) : Standing.open(Tone.VOID, state);
    }

    private Standing approved(ExecutedAction done, Instant said, Times times) {
        String approval = approval(said, times);
        Field audit = new Field("Audit", done.auditId(), Shape.SHORT);
        return switch (done.outcome()) {
            case BEGUN -> Standing.open(Tone.UNDER_WAY, approval + "under way", audit);
            case RAN ->
                Standing.open(
                        Tone.UNDER_WAY,
                        "%sdone at %s, and watched until %s whether it helps"
                                .formatted(approval, times.of(done.ran(), said), times.of(done.deadline(), said)),
                        audit);
            case FIXED -> Standing.over(Tone.GOOD, approval + fixed(done), audit);
            case FAILED -> Standing.over(Tone.BAD, approval + "it could not be done: " + why, audit);
            case NOT_FIXED -> undone(approval + "it did not help", audit);
            case UNKNOWN -> undone(approval + why, audit);
        };
    }

    private String fixed(ExecutedAction done) {
        Optional<String> took = entry.flatMap(gone -> gone.spell().resolved())
                .map(gone -> Ages.inWords(Duration.between(done.ran(), gone)));
        return took.map(time -> "fixed, " + time + " after it was done").orElse("done, and it worked");
    }

    private Standing undone(String state, Field audit) {
        Optional<Action> back = proposal.action().intent().undo();
        if (undo.isEmpty()) {
            Field[] fields =
                    back.map(command -> new Field[] {audit, byHand(command)}).orElse(new Field[] {audit});
            return new Standing(Tone.BAD, Standing.over(Tone.BAD, state, fields).fields(), !untold);
        }
        return switch (undo.get().outcome()) {
            case BEGUN -> Standing.open(Tone.BAD, state + "; undoing it is under way", audit);
            case UNKNOWN ->
                Standing.over(Tone.BAD, state + "; whether it was undone is not known", audit, byHand(back.get()));
            case FAILED -> Standing.over(Tone.BAD, state + "; it could not be undone", audit, byHand(back.get()));
            default ->
                Standing.over(
                        Tone.BAD,
                        state + " and was undone",
                        audit,
                        new Field("Undone under", undo.get().auditId(), Shape.SHORT));
        };
    }

    private static Field byHand(Action undo) {
        return new Field("Undo by hand", undo.intent().kubectl(), Shape.COMMAND);
    }

    private String approval(Instant said, Times times) {
        return "approved by %s%s; ".formatted(who(), when(said, times));
    }

    private String who() {
        return proposal.decidedBy().orElse("somebody");
    }

    private String when(Instant said, Times times) {
        return ending.map(end -> " at " + times.of(end.at(), said)).orElse("");
    }

    private String reason() {
        return ending.map(ProposalStore.Ending::why)
                .filter(why -> !why.isEmpty())
                .orElse("it has no sense any more");
    }
}
