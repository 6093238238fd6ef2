package dev.midwatch.core.model;

import java.io.Serial;
import java.time.Duration;
import java.util.function.UnaryOperator;

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
        /** No full answer within the deadline, or a stream that fell silent. */
        TIMEOUT(true),
        /** An answer that is none: not JSON, an error inside, no finish reason, nothing said. */
        BROKEN_ANSWER(true),
        /** The model did not stop; it would cost as much again to see whether it does now. */
        ENDLESS(false),
        /** Any other 4xx: asking again changes nothing. */
        REFUSED(false),
        /** The request is longer than what the model can hold, and was not sent. */
        TOO_LONG(false),
        /** The run's time is up. */
        RUN_OVER(false);

        private final boolean worthRetrying;

        Kind(boolean worthRetrying) {
            this.worthRetrying = worthRetrying;
        }

        /** Of an HTTP status that is an error. */
        static Kind of(int status) {
            return status == 429 ? RATE_LIMITED : status >= 500 || status == 408 ? SERVER_ERROR : REFUSED;
        }
    }

    private final Kind kind;
    private final int status;
    private final transient Duration retryAfter;

    ModelException(Kind kind, String message) {
        this(kind, 0, message, null);
    }

    private ModelException(Kind kind, int status, String message, Duration retryAfter) {
        super(message, null, false, false);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /**
     * An HTTP error.
     *
     * @param said       what its body says, fit to be logged
     * @param retryAfter what the server asked to wait; null if it did not say
     */
    static ModelException of(int status, String said, Duration retryAfter) {
        return new ModelException(
                Kind.of(status), status, "the model server answered " + status + ": " + said, retryAfter);
    }

    public Kind kind() {
        return kind;
    }

    /** The same in other words. */
    ModelException saying(UnaryOperator<String> words) {
        return new ModelException(kind, status, words.apply(getMessage()), retryAfter);
    }

    /** Of the HTTP error it was; 0 if it was none. */
    int status() {
        return status;
    }

    public boolean worthRetrying() {
        return kind.worthRetrying;
    }

    /** Null if the server did not say. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
