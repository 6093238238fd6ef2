package dev.midwatch.core.view;

import java.util.List;
import java.util.Optional;

/**
 * What came of what somebody said: an answer, or why there is none.
 *
 * @param text     the answer
 * @param stopped  why there is none, in a line
 * @param reason   the same as a word, {@code wall_clock}
 * @param proposed what waits for a decision because of it
 */
public record ChatReply(
        String session,
        Optional<String> text,
        Optional<String> stopped,
        Optional<String> reason,
        long tokensIn,
        long tokensOut,
        int toolCalls,
        List<ProposalRow> proposed) {
    public ChatReply {
        proposed = List.copyOf(proposed);
    }
}
