package dev.midwatch.api.channel;

/**
 * A way to reach people: a chat, a webhook. The kernel keeps every message in its own store and calls {@link #send} until it was
 * accepted, one message at a time per channel, so a channel neither retries nor remembers.
 */
public interface Channel extends AutoCloseable {
    /** What delivery targets start with: {@code discord} in {@code discord:#alerts}. */
    String name();

    /**
     * Delivers one message. Called again with the same {@link OutboundMessage#id()} if it failed or if the kernel died meanwhile:
     * a channel that can, uses the id so that the message does not appear twice.
     *
     * @return what the other side knows the message by
     * @throws DeliveryException saying whether trying again can help
     */
    Receipt send(OutboundMessage message) throws DeliveryException;

    /** Called once, when the gateway is ready to hear people. A channel that only speaks ignores it. */
    default void start(Inbox inbox) {}

    @Override
    default void close() {}
}
