package dev.midwatch.core.view;

import java.util.Optional;
import java.util.Set;

/**
 * Which findings are wanted.
 *
 * @param states   any of these; empty: all but resolved ones
 * @param severity this or a graver one
 * @param text     in the reason, the name or the namespace of its owner, or in the summary
 * @param folded   whether those that another explains are wanted too
 */
public record FindingFilter(
        Set<String> states,
        Optional<String> severity,
        Optional<String> namespace,
        Optional<String> reason,
        Optional<String> text,
        boolean folded) {
    public static final FindingFilter OPEN =
            new FindingFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    public FindingFilter {
        states = Set.copyOf(states);
    }

    public FindingFilter states(Set<String> other) {
        return new FindingFilter(other, severity, namespace, reason, text, folded);
    }
}
