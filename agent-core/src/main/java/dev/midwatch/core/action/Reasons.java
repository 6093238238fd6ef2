package dev.midwatch.core.action;

import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.text.Ages;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether what was proposed an hour ago is still wanted.
 *
 * @param ledger what is broken
 * @param loaded whether a plugin that is loaded has the action of that name
 */
public record Reasons(FindingLedger ledger, Predicate<String> loaded) {
    /** Why there is nothing to repair any more. What comes and goes is not over because it happens to be gone. */
    Optional<String> over(Proposal proposal, Instant now) {
        return proposal.finding()
                .flatMap(ledger::find)
                .filter(entry -> Verification.isGone(entry, now)
                        && entry.spell().flappingSince().isEmpty())
                .map(entry -> "What it was to repair (%s) has been gone for %s"
                        .formatted(entry.finding().owner(), gone(entry, now)));
    }

    private static String gone(LedgerEntry entry, Instant now) {
        return Ages.inWords(Duration.between(entry.spell().resolved().orElse(now), now));
    }

    /** A plugin that was taken out does nothing any more. */
    Judgement judge(Proposal proposal) {
        String action = proposal.action().intent().name();
        return loaded.test(action)
                ? Judgement.run()
                : Judgement.refuse("no plugin that is loaded has the action " + action);
    }
}
