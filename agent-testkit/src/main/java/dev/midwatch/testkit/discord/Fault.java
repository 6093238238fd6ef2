package dev.midwatch.testkit.discord;

import dev.midwatch.testkit.discord.HttpAnswer.Cut;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Something that goes wrong with one request. */
public final class Fault {
    /** All goes well. */
    static final Fault NONE = new Fault(Kind.NONE, 0, 0, Duration.ZERO);

    /** The kinds of faults. */
    public enum Kind {
        /** Nothing goes wrong. */
        NONE,
        /** 429 for this route. */
        RATE_LIMITED,
        /** 429 for everything. */
        GLOBALLY_RATE_LIMITED,
        /** An error status; the request is not handled. */
        STATUS,
        /** The request is handled, and yet answered with an error status. */
        STATUS_AFTER_HANDLING,
        /** The connection is cut and the request not handled. */
        CUT_BEFORE_HANDLING,
        /** The request is handled, and the connection cut before the first byte of the answer. */
        CUT_BEFORE_ANSWER,
        /** The request is handled, and the connection cut in the middle of the answer. */
        CUT_MIDWAY,
        /** The request is handled late. */
        SLOW
    }

    private final Kind kind;
    private final int status;
    private final int code;
    private final Duration time;

    private Fault(Kind kind, int status, int code, Duration time) {
        this.kind = kind;
        this.status = status;
        this.code = code;
        this.time = time;
    }

    /** Too many requests on this route; come back after that time. */
    public static Fault rateLimited(Duration retryAfter) {
        return new Fault(Kind.RATE_LIMITED, 429, 0, retryAfter);
    }

    /** Too many requests at all; come back after that time. Others that come before are not refused: this is one answer. */
    public static Fault globallyRateLimited(Duration retryAfter) {
        return new Fault(Kind.GLOBALLY_RATE_LIMITED, 429, 0, retryAfter);
    }

    /** An error of the servers, with a page of HTML as Discord's front sends it. */
    public static Fault status(int status) {
        return new Fault(Kind.STATUS, status, 0, Duration.ZERO);
    }

    /** An error with one of Discord's own codes, for instance 403 and 50013 for missing permissions. */
    public static Fault refused(int status, int code) {
        return new Fault(Kind.STATUS, status, code, Duration.ZERO);
    }

    /** The request is handled, and yet answered with this status. */
    public static Fault statusAfterHandling(int status) {
        return new Fault(Kind.STATUS_AFTER_HANDLING, status, 0, Duration.ZERO);
    }

    /** The connection ends before the request is handled. */
    public static Fault cutBeforeHandling() {
        return new Fault(Kind.CUT_BEFORE_HANDLING, 0, 0, Duration.ZERO);
    }

    /** The request is handled, and the connection ends before the first byte of the answer. */
    public static Fault cutBeforeAnswer() {
        return new Fault(Kind.CUT_BEFORE_ANSWER, 0, 0, Duration.ZERO);
    }

    /** The request is handled, and the connection ends in the middle of the answer. */
    public static Fault cutMidway() {
        return new Fault(Kind.CUT_MIDWAY, 0, 0, Duration.ZERO);
    }

    /** The request is handled after that time. */
    public static Fault slow(Duration delay) {
        return new Fault(Kind.SLOW, 0, 0, delay);
    }

    /** What kind of fault this is. */
    public Kind kind() {
        return kind;
    }

    /** The answer that is given instead of handling the request. Waits first if the fault is to be slow. */
    Optional<HttpAnswer> instead() {
        return switch (kind) {
            case RATE_LIMITED -> Optional.of(tooMany(time, false, "user"));
            case GLOBALLY_RATE_LIMITED -> Optional.of(tooMany(time, true, "global"));
            case STATUS -> Optional.of(error());
            case CUT_BEFORE_HANDLING -> Optional.of(HttpAnswer.empty().cut(Cut.BEFORE_THE_FIRST_BYTE));
            case SLOW -> {
                pause();
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /** Ends early only when the server is closed. */
    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException serverCloses) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is left of the answer. */
    HttpAnswer applied(HttpAnswer answer) {
        return switch (kind) {
            case STATUS_AFTER_HANDLING -> error();
            case CUT_BEFORE_ANSWER -> answer.cut(Cut.BEFORE_THE_FIRST_BYTE);
            case CUT_MIDWAY -> answer.cut(Cut.MIDWAY);
            default -> answer;
        };
    }

    private HttpAnswer error() {
        return code == 0
                ? HttpAnswer.html(
                        status, "<html><head><title>" + status + "</title></head><body>cloudflare</body></html>")
                : Refusal.of(status, code, "Refused by the test").answer();
    }

    static HttpAnswer tooMany(Duration retryAfter, boolean global, String scope) {
        double seconds = retryAfter.toMillis() / 1000.0;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Retry-After", Long.toString((long) Math.ceil(seconds)));
        headers.put("X-RateLimit-Scope", scope);
        if (global) {
            headers.put("X-RateLimit-Global", "true");
        } else {
            headers.put("X-RateLimit-Reset-After", Double.toString(seconds));
            headers.put("X-RateLimit-Remaining", "0");
        }
        return HttpAnswer.json(
                        429,
                        Json.object()
                                .put("message", "You are being rate limited.")
                                .put("retry_after", seconds)
                                .put("global", global))
                .with(headers);
    }
}
