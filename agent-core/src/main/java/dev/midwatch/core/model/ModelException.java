package dev.midwatch.core.model;

import java.io.Serial;
import java.time.Duration;

/**
 * A call of a model that came to nothing. Carries no cause on purpose: the model library would unwrap it and lose what we know.
 */
public final class ModelException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as the next step depends on it. */
    public enum Kind {
        /** 429. */
        RATE_LIMITED(true),
        /** 5xx, 408. */
        SERVER_ERROR(true),
        /** No connection, or one that broke. */
        UNREACHABLE(true),
        /** No full answer within the deadline. */
        TIMEOUT(true),
        /** An answer that is none: not JSON, an error inside, no finish reason, nothing said. */
        BROKEN_ANSWER(true),
        /** Any other 4xx: asking again changes nothing. */
        REFUSED(false),
        /** The run's time is up. */
        RUN_OVER(false);

        private final boolean worthRetrying;

        Kind(boolean worthRetrying) {
            this.worthRetrying = worthRetrying;
        }
    }

    private final Kind kind;
    private final transient Duration retryAfter;

    ModelException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** @param retryAfter what the server asked to wait; null if it did not say */
    ModelException(Kind kind, String message, Duration retryAfter) {
        super(message, null, false, false);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    public boolean worthRetrying() {
        return kind.worthRetrying;
    }

    /** Null if the server did not say. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
