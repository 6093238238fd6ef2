package dev.midwatch.api.channel;

/** Where a channel hands in what people say. Both methods return quickly enough to be called from an event thread. */
public interface Inbox {
    /** Somebody wrote something. The answer, if any, comes as an {@link OutboundMessage}. */
    void message(InboundMessage message);

    /**
     * Somebody pressed a choice of a message. The right to decide is judged at this moment.
     *
     * @return one line for that person: what came of it, or why it was refused
     */
    String decide(Decision decision);
}
