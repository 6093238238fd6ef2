package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.core.text.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An action that waits for a person, or no longer does.
 *
 * @param id         short, for people to type
 * @param canonical  the action as canonical JSON: what is approved is what runs, byte for byte
 * @param sha256     of {@code canonical}
 * @param desired    digest of the target's desired state when it was planned; another one voids the proposal
 * @param diff       what the API server's dry run would change, for people
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
        State state,
        Optional<String> decidedBy) {
    /** Where a proposal stands. */
    public enum State {
        WAITING,
        APPROVED,
        DENIED,
        EXPIRED,
        /** The target changed meanwhile. */
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
        String canonical = ActionJson.write(request.action());
        return new Proposal(
                ShortId.of(6),
                canonical,
                ActionJson.sha256(canonical),
                rehearsal.desired(),
                request.finding(),
                PlainText.ofProcess().of(request.why()),
                request.origin(),
                PlainText.ofProcess().of(rehearsal.diff()),
                now,
                now.plus(ttl),
                State.WAITING,
                Optional.empty());
    }

    /** Whether an action, as canonical JSON, is what is proposed here, planned at another moment perhaps. */
    boolean wishesFor(String other) {
        return unstamped(canonical).equals(unstamped(other));
    }

    private static String unstamped(String canonical) {
        return STAMP.matcher(canonical).replaceAll("$1\"\"");
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }

    /** Whether the action is still the one whose hash was written down. */
    boolean isIntact() {
        return ActionJson.sha256(canonical).equals(sha256)
                && ActionJson.write(action()).equals(canonical);
    }

    public Action action() {
        return ActionJson.read(canonical);
    }
}
