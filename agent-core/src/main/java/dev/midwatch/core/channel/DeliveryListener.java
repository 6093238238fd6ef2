package dev.midwatch.core.channel;

import java.time.Instant;

/** Hears what became of messages, inside the transaction that records it. */
public interface DeliveryListener {
    /** Nobody needs to know. */
    DeliveryListener NONE = new DeliveryListener() {};

    /** An attempt to deliver ended so: delivered, lost for good, or waiting for the next attempt. */
    default void attempted(Delivery delivery, DeliveryState outcome) {}

    /** A target of the message has accepted it, the first one. */
    default void accepted(String message, Instant at) {}

    /** No target of the message has accepted it, and none will. */
    default void gaveUp(String message) {}
}
