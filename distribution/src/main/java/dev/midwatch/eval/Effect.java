package dev.midwatch.eval;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is to be done to the cluster, as lines for kubectl; nothing else may be.
 *
 * @param runs      actions that run
 * @param proposals what a person is asked to approve; an empty list: nobody is asked anything; empty: that does not matter
 * @param silent    whether nobody is told anything
 */
public record Effect(List<Pattern> runs, Optional<List<Pattern>> proposals, boolean silent) {
    public Effect {
        runs = List.copyOf(runs);
        proposals = proposals.map(List::copyOf);
    }
}
