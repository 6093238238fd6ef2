package dev.midwatch.dashboard.signin;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Begins sessions, knows them again and ends them. */
final class Sessions {
    private static final String COOKIE = "midwatch";

    private final SigningKey key;
    private final SignedOut signedOut;
    private final Duration length;
    private final Clock clock;

    Sessions(SigningKey key, SignedOut signedOut, Duration length, Clock clock) {
        this.key = key;
        this.signedOut = signedOut;
        this.length = length;
        this.clock = clock;
    }

    void begin(Context ctx, Visitor visitor) {
        Session session =
                new Session(Digests.text(Digests.random(16)), clock.instant(), signedOut.generation(visitor), visitor);
        Cookies.set(ctx, COOKIE, key.sign(session.write()), length);
    }

    /** Of this request; empty if there is none, or none that still holds. */
    Optional<Session> of(Context ctx) {
        return Cookies.get(ctx, COOKIE)
                .flatMap(key::verify)
                .flatMap(Session::read)
                .filter(this::holds);
    }

    private boolean holds(Session session) {
        Instant now = clock.instant();
        return !session.since().isAfter(now) && now.isBefore(end(session)) && !signedOut.isOver(session);
    }

    private Instant end(Session session) {
        return session.since().plus(length);
    }

    void end(Context ctx, Session session) {
        signedOut.end(session, end(session), clock.instant());
        Cookies.clear(ctx, COOKIE);
    }

    void endAll(Context ctx, Session session) {
        signedOut.endAllOf(session.visitor());
        Cookies.clear(ctx, COOKIE);
    }
}
