package dev.midwatch.dashboard.signin;

import io.javalin.http.HttpResponseException;
import java.time.Duration;

/** Come back later. */
final class TooManyTries extends HttpResponseException {
    private static final long serialVersionUID = 1L;

    private final transient Duration wait;

    TooManyTries(Duration wait) {
        super(429, "Too many tries; wait " + seconds(wait) + " s.");
        this.wait = wait;
    }

    String retryAfter() {
        return String.valueOf(seconds(wait));
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
