package dev.midwatch.core.view;

import java.util.List;
import java.util.Optional;

/**
 * What came of what somebody said: an answer, or why there is none.
 *
 * @param model    who answered
 * @param proposed what waits for a decision because of it
 */
public record ChatReply(
        String session,
        Optional<String> text,
        Optional<String> stopped,
        long tokensIn,
        long tokensOut,
        List<ProposalRow> proposed) {
    public ChatReply {
        proposed = List.copyOf(proposed);
    }
}
