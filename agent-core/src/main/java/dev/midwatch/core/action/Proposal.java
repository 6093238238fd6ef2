package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.core.audit.CanonicalJson;
import dev.midwatch.core.text.PlainText;
import dev.midwatch.core.tool.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An action that waits for a person, or no longer does.
 *
 * @param id         short, for people to type
 * @param canonical  the action as canonical JSON: what is approved is what runs, byte for byte
 * @param sha256     of what runs and of all that people are shown; the audit file has it, too
 * @param desired    digest of the target's desired state when it was planned; another one voids the proposal
 * @param diff       what the API server's dry run would change, for people
 * @param needs      who may decide it
 * @param decidedBy  who approved or denied it
 */
public record Proposal(
        String id,
        String canonical,
        String sha256,
        String desired,
        Optional<String> finding,
        String why,
        String origin,
        String diff,
        Instant created,
        Instant expires,
        Level needs,
        State state,
        Optional<String> decidedBy) {
    /** Where a proposal stands. */
    public enum State {
        WAITING,
        APPROVED,
        DENIED,
        EXPIRED,
        /** The target changed meanwhile, the reason is gone, or somebody changed the proposal in the store. */
        VOID;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The moment that some actions write down; it differs with every plan and changes nothing about what is wished. */
    private static final Pattern STAMP =
            Pattern.compile("(\"(?:kubectl\\.kubernetes\\.io/restartedAt|lastTransitionTime)\":)\"[^\"]*\"");

    static Proposal of(ActionRequest request, Rehearsal rehearsal, Instant now, Duration ttl) {
        // As the store keeps it, so that the hash is the same when it is read again.
        Instant created = now.truncatedTo(ChronoUnit.MILLIS);
        return new Proposal(
                        ShortId.of(6),
                        ActionJson.write(request.action()),
                        "",
                        rehearsal.desired(),
                        request.finding(),
                        PlainText.ofProcess().of(request.why()),
                        request.origin(),
                        PlainText.ofProcess().of(rehearsal.diff()),
                        created,
                        created.plus(ttl).truncatedTo(ChronoUnit.MILLIS),
                        Level.APPROVER,
                        State.WAITING,
                        Optional.empty())
                .sealed();
    }

    Proposal sealed() {
        return new Proposal(
                id, canonical, seal(), desired, finding, why, origin, diff, created, expires, needs, state, decidedBy);
    }

    /** All but what changes in the life of a proposal: its state, who decided it, and the finding it may be tied to later. */
    private String seal() {
        return CanonicalJson.sha256(CanonicalJson.text(Map.of(
                "id", id,
                "canonical", canonical,
                "desired", desired,
                "why", why,
                "origin", origin,
                "diff", diff,
                "created", created.toEpochMilli(),
                "expires", expires.toEpochMilli(),
                "needs", needs.name())));
    }

    /** Whether an action, as canonical JSON, is what is proposed here, planned at another moment perhaps. */
    boolean wishesFor(String other) {
        return unstamped(canonical).equals(unstamped(other));
    }

    /** Whether it is an action of that name on that very object. */
    boolean isOf(Action.Intent intent) {
        Action.Intent own = action().intent();
        return own.name().equals(intent.name())
                && own.target().uid().equals(intent.target().uid());
    }

    private static String unstamped(String canonical) {
        return STAMP.matcher(canonical).replaceAll("$1\"\"");
    }

    /** Whether somebody may still decide it. */
    public boolean isWaiting(Instant now) {
        return state == State.WAITING && !isExpired(now);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }

    /** Whether it is still what the hash was made of. */
    boolean isIntact() {
        return seal().equals(sha256) && ActionJson.write(action()).equals(canonical);
    }

    public Action action() {
        return ActionJson.read(canonical);
    }
}
