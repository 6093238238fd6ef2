package dev.midwatch.core.model;

import java.util.Optional;

/**
 * The server has read less of a request than was sent, and did not say so.
 *
 * @param reported tokens it says it has read
 * @param sent     tokens that were sent, estimated
 */
public record Truncation(int reported, int sent) {
    /** Servers that count only what was not in their cache report less than this soon; a real cut leaves more. */
    private static final int LEAST = 1_000;

    private static final double TOKENS_PER_WORD = 0.95;
    private static final int FEW_WORDS = 50;
    private static final double OVERESTIMATE = 1.3;

    /** A request and what its server reported. */
    record Measured(RequestSize size, int reported) {}

    /**
     * Three signs, each of which an honest count does not give: fewer tokens than words; no more tokens than for the beginning of
     * the same conversation; or exactly a power of two where the estimate, which is some 10 to 20 % too high, is far beyond.
     *
     * @param beginning what was reported for a request that is the beginning of this one
     * @param longest   the most the server has ever reported: it holds that much, and fills it to the half where it cuts
     */
    static Optional<Truncation> seen(Measured now, Optional<Measured> beginning, int longest) {
        int reported = now.reported();
        boolean fewerThanWords = reported < now.size().words() * TOKENS_PER_WORD;
        boolean noLonger = beginning
                .filter(before -> now.size().words() >= before.size().words() + FEW_WORDS)
                .filter(before -> reported <= before.reported())
                .isPresent();
        boolean atALimit = Integer.bitCount(reported + 1) == 1 || Integer.bitCount(reported) == 1;
        boolean plateau = atALimit && now.size().tokens() > reported * OVERESTIMATE;
        return reported >= Math.max(LEAST, longest / 2) && (fewerThanWords || noLonger || plateau)
                ? Optional.of(new Truncation(reported, Math.max(now.size().tokens(), reported + 1)))
                : Optional.empty();
    }

    /** The context that the server seems to have: they are nearly always powers of two, and a cut request fills one to the half at least. */
    int contextLength() {
        int floor = Integer.highestOneBit(reported);
        int context = floor == reported ? reported : floor * 2;
        return context < sent ? context : reported;
    }
}
