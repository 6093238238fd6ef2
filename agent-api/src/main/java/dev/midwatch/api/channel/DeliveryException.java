package dev.midwatch.api.channel;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/** A message was not accepted. */
public final class DeliveryException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean retryable;
    private final transient Optional<Duration> retryAfter;

    private DeliveryException(String message, boolean retryable, Optional<Duration> retryAfter, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /** Trying again later can help: no connection, 5xx. */
    public static DeliveryException temporary(String message, Throwable cause) {
        return new DeliveryException(message, true, Optional.empty(), cause);
    }

    /** The other side said when to try again. */
    public static DeliveryException retryAfter(String message, Duration wait) {
        return new DeliveryException(message, true, Optional.of(wait), null);
    }

    /** Nothing will change by trying again: a wrong token, a channel that is gone. Says what a person must do. */
    public static DeliveryException permanent(String message) {
        return new DeliveryException(message, false, Optional.empty(), null);
    }

    public boolean retryable() {
        return retryable;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter == null ? Optional.empty() : retryAfter;
    }
}
