package dev.midwatch.dashboard.signin;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Optional;

/**
 * Cookies as we set all of them: not for scripts, and behind TLS under a name that no other host and no plain connection can set. They
 * are {@code SameSite=Lax}, not {@code Strict}: coming back from the identity provider, and following a link from a chat message, are
 * navigations from another site that must find the session. What changes anything is guarded besides by a token and the request's origin.
 */
final class Cookies {
    private Cookies() {}

    static void set(Context ctx, String name, String value, Duration length) {
        boolean tls = ctx.req().isSecure();
        Cookie cookie = new Cookie(
                fullName(name, tls), value, "/", Math.toIntExact(length.toSeconds()), tls, true, null, SameSite.LAX);
        ctx.cookie(cookie);
    }

    static void clear(Context ctx, String name) {
        set(ctx, name, "", Duration.ZERO);
    }

    static Optional<String> get(Context ctx, String name) {
        return Optional.ofNullable(ctx.cookie(fullName(name, ctx.req().isSecure())))
                .filter(value -> !value.isEmpty());
    }

    private static String fullName(String name, boolean tls) {
        return tls ? "__Host-" + name : name;
    }
}
