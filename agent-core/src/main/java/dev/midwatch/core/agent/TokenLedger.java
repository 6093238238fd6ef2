package dev.midwatch.core.agent;

import java.time.Instant;

/** Where spent tokens are written down. */
public interface TokenLedger {
    /** One answer of a model. */
    record Entry(String job, String run, String model, long input, long output, Instant at) {}

    void add(Entry entry);

    /** Input and output of everything since then. */
    long spentSince(Instant moment);
}
