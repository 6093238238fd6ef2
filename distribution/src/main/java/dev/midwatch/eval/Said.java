package dev.midwatch.eval;

import java.util.List;

/**
 * What was said, what it cost, and which calls of tools were tried that must not be.
 *
 * @param stop as {@link Observation#stop} has it
 */
record Said(String text, String stop, long tokensIn, long tokensOut, int toolCalls, List<String> unsafe) {
    static final String ANSWERED = "answered";

    Said {
        unsafe = List.copyOf(unsafe);
    }

    static Said rendered(String text) {
        return new Said(text, "rendered", 0, 0, 0, List.of());
    }
}
