package dev.midwatch.dashboard.signin;

import java.util.Optional;

/** Hears of every sign-in; what it keeps is for the kernel to say. */
public interface SignInJournal {
    /** Called on the request's thread, once, before the answer goes out. */
    void record(Fact fact);

    /**
     * One thing that happened.
     *
     * @param who     named themselves so, which in a refusal proves nothing; empty if they named nobody
     * @param address of the client, behind trusted proxies
     * @param why     it was refused; empty for what was not
     */
    record Fact(Event event, Optional<String> who, Visitor.How how, String address, String why) {}

    /** What happened. */
    enum Event {
        SIGNED_IN,
        REFUSED,
        /** Too many tries; not even looked at. */
        LIMITED,
        SIGNED_OUT,
        SIGNED_OUT_EVERYWHERE
    }
}
