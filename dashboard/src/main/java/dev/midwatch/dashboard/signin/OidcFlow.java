package dev.midwatch.dashboard.signin;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sign-ins on their way to the identity provider and back. What one needs is in its browser's cookie: strangers who begin many cannot
 * push out anybody else's. The nonce and the verifier follow from the state by keys that never leave us.
 */
final class OidcFlow {
    static final Duration LENGTH = Duration.ofMinutes(10);

    private static final String COOKIE = "midwatch-oidc";

    /** One, by its state. */
    record Begun(String state, String nonce, String verifier, String to) {}

    private final SigningKey cookieKey;
    private final SigningKey nonceKey;
    private final SigningKey verifierKey;
    private final Clock clock;
    private final Map<String, Instant> used = new HashMap<>();

    OidcFlow(SigningKey key, Clock clock) {
        this.cookieKey = key.forPurpose("cookie");
        this.nonceKey = key.forPurpose("nonce");
        this.verifierKey = key.forPurpose("verifier");
        this.clock = clock;
    }

    Begun begin(Context ctx, String to) {
        Begun begun = begun(Digests.text(Digests.random(32)), to);
        String kept = begun.state() + "|" + clock.instant().getEpochSecond() + "|" + to;
        Cookies.set(ctx, COOKIE, cookieKey.sign(kept), LENGTH);
        return begun;
    }

    /** The one this browser began, if the state is its own and was not used yet; it is used now. */
    Optional<Begun> end(Context ctx, String state) {
        Optional<String> cookie = Cookies.get(ctx, COOKIE).flatMap(cookieKey::verify);
        Cookies.clear(ctx, COOKIE);
        Instant now = clock.instant();
        return cookie.map(text -> text.split("\\|", 3))
                .filter(fields -> fields[0].equals(state))
                .filter(fields -> now.isBefore(
                        Instant.ofEpochSecond(Long.parseLong(fields[1])).plus(LENGTH)))
                .filter(fields -> use(state, now))
                .map(fields -> begun(state, fields[2]));
    }

    private synchronized boolean use(String state, Instant now) {
        used.values().removeIf(now::isAfter);
        return used.putIfAbsent(state, now.plus(LENGTH)) == null;
    }

    private Begun begun(String state, String to) {
        return new Begun(state, Digests.text(nonceKey.mac(state)), Digests.text(verifierKey.mac(state)), to);
    }
}
