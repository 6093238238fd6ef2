package dev.midwatch.core.channel;

import java.time.Instant;

/** Hears what became of messages, inside the transaction that records it. */
public interface DeliveryListener {
    /** Nobody needs to know. */
    DeliveryListener NONE = new DeliveryListener() {};

    /** A target of the message has accepted it, the first one. */
    default void accepted(String message, Instant at) {}

    /** No target of the message has accepted it, and none will. */
    default void gaveUp(String message) {}
}
