package dev.midwatch.core.agent;

/** What a run has cost: tokens sent and received, and answers got. */
public record Usage(long input, long output, int turns, int toolCalls) {
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    public long tokens() {
        return input + output;
    }

    Usage turn(long sent, long received) {
        return new Usage(input + sent, output + received, turns + 1, toolCalls);
    }

    Usage toolCall() {
        return new Usage(input, output, turns, toolCalls + 1);
    }
}
