package dev.midwatch.dashboard.pages;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What came of a command, for the page its visitor is led to.
 *
 * @param good whether it was done
 */
public record Flash(boolean good, String text) {
    private static final String COOKIE = "midwatch-flash";
    private static final int LONGEST = 800;
    private static final int SECONDS = 60;

    static Flash good(String text) {
        return new Flash(true, text);
    }

    static Flash bad(String text) {
        return new Flash(false, text);
    }

    void leave(Context ctx) {
        String kept = text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
        byte[] bytes = ((good ? "+" : "-") + kept).getBytes(StandardCharsets.UTF_8);
        set(ctx, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), SECONDS);
    }

    /** Shown once. */
    static Optional<Flash> take(Context ctx) {
        String cookie = ctx.cookie(COOKIE);
        if (cookie == null || cookie.isEmpty()) {
            return Optional.empty();
        }
        set(ctx, "", 0);
        return read(cookie);
    }

    private static Optional<Flash> read(String cookie) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cookie), StandardCharsets.UTF_8);
            return text.length() < 2
                    ? Optional.empty()
                    : Optional.of(new Flash(text.charAt(0) == '+', text.substring(1)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static void set(Context ctx, String value, int seconds) {
        ctx.cookie(new Cookie(COOKIE, value, "/", seconds, ctx.req().isSecure(), true, null, SameSite.LAX));
    }
}
