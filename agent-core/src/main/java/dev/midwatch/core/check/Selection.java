package dev.midwatch.core.check;

import dev.midwatch.api.check.Severity;
import java.util.Optional;
import java.util.Set;

/**
 * Which entries of the ledger are wanted.
 *
 * @param states    any of these; empty: all but resolved ones
 * @param least     as grave as this at least
 * @param namespace of the owner
 * @param text      in the reason, the owner's name or namespace, or the finding's own words
 * @param folded    whether those that another explains are wanted too
 */
public record Selection(
        Set<LedgerEntry.State> states,
        Severity least,
        Optional<String> namespace,
        Optional<String> reason,
        Optional<String> text,
        boolean folded) {
    public Selection {
        states = Set.copyOf(states);
    }
}
