package dev.midwatch.core.channel;

/** Where a message is on its way to one target. */
public enum DeliveryState {
    /** To be sent, or to be sent again. */
    WAITING,
    /** Handed to its channel. Found so at start, it is sent again under the same id. */
    SENDING,
    /** The other side accepted it. */
    DELIVERED,
    /** Refused for good. */
    FAILED,
    /** Not accepted for so long that it is no news any more. */
    EXPIRED,
    /** There is no such channel. */
    UNDELIVERABLE;

    public boolean isOpen() {
        return this == WAITING || this == SENDING;
    }

    /** Whether it ended without anybody having got it. */
    public boolean isLost() {
        return !isOpen() && this != DELIVERED;
    }
}
