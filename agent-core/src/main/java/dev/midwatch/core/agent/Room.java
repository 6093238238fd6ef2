package dev.midwatch.core.agent;

import dev.midwatch.core.model.Tokens;

/**
 * How a model's context is shared out, in tokens. What is fixed comes first; of the rest a part is kept for the answer, and no single text may
 * fill what the others need.
 *
 * @param context what the model can hold, as far as is known
 * @param tools   what the schemas of the tools take
 */
record Room(int context, int tools) {
    private static final int ANSWER = 1_024;
    private static final int MOST_EARLIER = 4_000;

    /** The same with a model that holds this much. */
    Room within(int tokens) {
        return new Room(tokens, tools);
    }

    int forMessages() {
        return context - tools - ANSWER;
    }

    /** Without prompt, tools, task and answer. */
    private int free() {
        return Math.max(0, context - Opening.TOKENS - ANSWER);
    }

    int forEarlier() {
        return Math.min(MOST_EARLIER, free() / 4);
    }

    int forEvidence() {
        return free() / 2;
    }

    /**
     * The characters of each tool result of a turn.
     *
     * @param calls of the turn
     * @param most  however large the context is
     */
    int forResult(int calls, int most) {
        int share = Tokens.characters(free() * 3 / 4 / Math.max(1, calls));
        return Math.max(400, Math.min(most, share));
    }
}
