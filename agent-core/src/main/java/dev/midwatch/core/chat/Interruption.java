package dev.midwatch.core.chat;

import java.util.Optional;

/** Lets somebody end what a thread is working on, and nothing that the thread does afterwards. */
public final class Interruption {
    /** Why it is to end. */
    public enum Why {
        /** Somebody does not want it any more. */
        STOPPED,
        /** The process ends. */
        CUT_OFF
    }

    private Thread working;
    private Why why;

    /** To be called by the thread that works; false if it need not begin. */
    public synchronized boolean begin() {
        working = Thread.currentThread();
        return why == null;
    }

    public synchronized void ask(Why reason) {
        why = reason;
        if (working != null) {
            working.interrupt();
        }
    }

    /** To be called by the thread that worked; why it was asked to end, if it was. */
    public synchronized Optional<Why> end() {
        working = null;
        if (why != null) {
            Thread.interrupted();
        }
        return Optional.ofNullable(why);
    }
}
