package dev.midwatch.dashboard.pages;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which colours a visitor wants; written into the page, so that it never shows the others first. */
public enum Theme {
    /** As their system has it. */
    AUTO,
    LIGHT,
    DARK;

    private static final String COOKIE = "midwatch-theme";
    private static final Duration KEPT = Duration.ofDays(365);

    static Theme of(Context ctx) {
        return named(ctx.cookie(COOKIE)).orElse(AUTO);
    }

    static Optional<Theme> named(String word) {
        return Arrays.stream(values())
                .filter(theme -> theme.word().equals(word))
                .findFirst();
    }

    void keep(Context ctx) {
        ctx.cookie(new Cookie(
                COOKIE,
                word(),
                "/",
                Math.toIntExact(KEPT.toSeconds()),
                ctx.req().isSecure(),
                true,
                null,
                SameSite.LAX));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
