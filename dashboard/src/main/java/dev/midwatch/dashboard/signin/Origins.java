package dev.midwatch.dashboard.signin;

import dev.midwatch.dashboard.http.Loopback;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a request comes from, by what the browser says of it. */
final class Origins {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private Origins() {}

    static boolean changes(Context ctx) {
        return !SAFE.contains(ctx.req().getMethod());
    }

    /**
     * Refuses what a page of another site sent. A browser asked to send no referrer names no origin either and says {@code null}; over
     * TLS and on loopback it says {@code Sec-Fetch-Site} besides, elsewhere the token alone decides.
     *
     * @throws ForbiddenResponse if so
     */
    static void refuseForeign(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        String origin = Optional.ofNullable(ctx.header("Origin")).orElse("null");
        boolean foreign = site == null
                ? !origin.equals("null") && !isOurs(ctx, origin)
                : !Set.of("same-origin", "none").contains(site);
        if (foreign) {
            throw new ForbiddenResponse("This came from another site.");
        }
    }

    /**
     * For requests that need no token: any site can make a browser say {@code Origin: null}, and no script says it. A page of ours says
     * {@code Sec-Fetch-Site} besides.
     *
     * @throws ForbiddenResponse if a browser hides where this comes from
     */
    static void refuseUnnamed(Context ctx) {
        if (ctx.header("Sec-Fetch-Site") == null && "null".equals(ctx.header("Origin"))) {
            throw new ForbiddenResponse("This does not say which site it came from.");
        }
    }

    /**
     * Where nobody signs in, whoever asks must mean this machine: a name that leads here by a stranger's name server does not, and what
     * a proxy passes on does not come from here.
     *
     * @throws ForbiddenResponse if they do not
     */
    static void requireLoopback(Context ctx) {
        if (!Loopback.isLoopback(Loopback.hostOf(Optional.ofNullable(ctx.host()).orElse("")))) {
            throw new ForbiddenResponse("Without a password this server answers only under localhost or 127.0.0.1.");
        }
        if (List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via", "X-Real-IP").stream()
                .anyMatch(header -> ctx.header(header) != null)) {
            throw new ForbiddenResponse("Without a password this server answers nothing that a proxy passes on.");
        }
        String site = ctx.header("Sec-Fetch-Site");
        boolean visits = "navigate".equals(ctx.header("Sec-Fetch-Mode")) && !changes(ctx);
        if (site != null && !Set.of("same-origin", "none").contains(site) && !visits) {
            throw new ForbiddenResponse("This came from another site.");
        }
        if (ctx.header("Origin") != null) {
            refuseForeign(ctx);
        }
    }

    /**
     * The same where no page of ours asks: nothing a browser sends from any page.
     *
     * @throws ForbiddenResponse if they do not
     */
    static void requireLoopbackProgram(Context ctx) {
        requireLoopback(ctx);
        if (ctx.header("Origin") != null || "same-origin".equals(ctx.header("Sec-Fetch-Site"))) {
            throw new ForbiddenResponse("Without a key this server answers no page.");
        }
    }

    private static boolean isOurs(Context ctx, String origin) {
        try {
            URI from = URI.create(origin.toLowerCase(Locale.ROOT));
            return ctx.scheme().equals(from.getScheme())
                    && Optional.ofNullable(ctx.host())
                            .orElse("")
                            .toLowerCase(Locale.ROOT)
                            .equals(from.getRawAuthority());
        } catch (IllegalArgumentException nowhere) {
            return false;
        }
    }
}
