package dev.midwatch.api.channel;

import java.util.List;
import java.util.Optional;

/**
 * A way to reach people: a chat, a webhook. The kernel keeps every message in its own store and calls {@link #send} until it was
 * accepted, one message at a time per channel, so a channel neither retries nor remembers.
 */
public interface Channel extends AutoCloseable {
    /**
     * What delivery targets start with: {@code discord} in {@code discord:#alerts}. Lower case letters, digits and hyphens, unique among the
     * channels, and not {@code console}, {@code webhook}, {@code local}, {@code origin} or {@code all}; else the gateway does not start.
     */
    String name();

    /**
     * Delivers one message, on a thread of the kernel's that is interrupted after two minutes; {@link #working} and the {@link Inbox} are used
     * by other threads meanwhile. Called again with the same {@link OutboundMessage#id()} if it failed or if the kernel died meanwhile:
     * a channel that can, uses the id so that the message does not appear twice.
     *
     * @return what the other side knows the message by
     * @throws DeliveryException saying whether trying again can help
     */
    Receipt send(OutboundMessage message) throws DeliveryException;

    /**
     * Called instead of {@link #send} for every attempt but the first, which may have arrived without anybody having heard of it. A
     * channel whose other side forgets ids after a while looks there before it sends once more.
     *
     * @param before the last message that was accepted for the same target before this one: what lies further back is not this one
     */
    default Receipt sendAgain(OutboundMessage message, Optional<Receipt> before) throws DeliveryException {
        return send(message);
    }

    /** Whether {@link #revise} changes what people see. Only such a channel is told of work in progress. */
    default boolean revises() {
        return false;
    }

    /**
     * Makes an accepted message say something else: a card that became a record, an answer that grows. Called like {@link #send}, in the
     * order in which the revisions were written, and like it again after a failure.
     *
     * @param receipt  what {@code send} returned for it, or the last revision
     * @param revision the whole message as it is to be from now on
     * @return what the other side knows it by now; its place stays the one of {@code send}
     * @throws DeliveryException also if the message is gone on the other side; then it is permanent
     */
    default Receipt revise(Receipt receipt, OutboundMessage revision) throws DeliveryException {
        return receipt;
    }

    /**
     * Shows at a place that somebody is being answered there. Called at once when work on an answer begins and every few seconds while it
     * goes on, from any thread; must not block, and fails silently.
     *
     * @param target a delivery target of this channel
     */
    default void working(String target) {}

    /**
     * Called once, when the gateway is ready to hear people; returns quickly and connects on a thread of its own. A channel that only
     * speaks ignores it.
     */
    default void start(Inbox inbox) {}

    /**
     * Called by {@code midwatch doctor}, without {@link #start}: looks whether everything is there that this channel needs (a token, rights,
     * the home channel) and says of what is not how to mend it. May take some seconds.
     */
    default List<Symptom> examine() {
        return List.of();
    }

    /** Called once at the end, also if it was never started, and perhaps while a message is being sent: that call should then fail soon. */
    @Override
    default void close() {}
}
