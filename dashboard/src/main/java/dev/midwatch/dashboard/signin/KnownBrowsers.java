package dev.midwatch.dashboard.signin;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Browsers that signed in to an account before; it lets nobody in, it only counts their tries apart from a stranger's. */
final class KnownBrowsers {
    private static final String COOKIE = "midwatch-known";
    private static final Duration LENGTH = Duration.ofDays(180);

    private final SigningKey key;
    private final Clock clock;

    KnownBrowsers(SigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    void remember(Context ctx, String account) {
        String id = Digests.text(Digests.random(12));
        Cookies.set(ctx, COOKIE, key.sign(id + "|" + clock.instant().getEpochSecond() + "|" + account), LENGTH);
    }

    /** The browser's id, if it signed in to this account before. */
    Optional<String> of(Context ctx, String account) {
        return Cookies.get(ctx, COOKIE)
                .flatMap(key::verify)
                .map(text -> text.split("\\|", 3))
                .filter(fields -> fields[2].equals(account))
                .filter(fields -> clock.instant()
                        .isBefore(
                                Instant.ofEpochSecond(Long.parseLong(fields[1])).plus(LENGTH)))
                .map(fields -> fields[0]);
    }
}
