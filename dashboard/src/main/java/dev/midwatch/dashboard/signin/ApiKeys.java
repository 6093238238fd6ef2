package dev.midwatch.dashboard.signin;

import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.http.Bodies;
import dev.midwatch.dashboard.http.HttpSettings;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.UnauthorizedResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sign-in of the gateway's API by {@code Authorization: Bearer}. Install it before any route, and give each route what it {@link Needs}.
 * Without keys it answers this machine alone, and no page in its browser.
 */
public final class ApiKeys {
    private static final int MOST_NETWORKS = 10_000;

    private record Known(Visitor visitor, byte[] digest) {}

    private final List<Known> keys;
    private final Journal journal;
    private final Buckets failures = new Buckets(60, Duration.ofSeconds(1), MOST_NETWORKS, System::nanoTime);

    /**
     * Takes digests of the keys.
     *
     * @throws OpenToStrangers          if others could connect and no key is set
     * @throws IllegalArgumentException if two keys have one name or are the same
     */
    public ApiKeys(List<ApiKey> keys, HttpSettings http, SignInJournal listener) {
        if (keys.isEmpty() && !http.onLoopback()) {
            throw OpenToStrangers.api(http.host());
        }
        Set<String> seen = new HashSet<>();
        for (ApiKey key : keys) {
            if (!seen.add("name " + key.name()) || !seen.add("key " + key.secret())) {
                throw new IllegalArgumentException("two API keys have the name " + key.name() + ", or are the same");
            }
        }
        this.keys = keys.stream()
                .map(key -> new Known(new Visitor(key.name(), key.level(), Visitor.How.KEY), digest(key.secret())))
                .toList();
        this.journal = new Journal(listener, System::nanoTime);
    }

    public void install(JavalinConfig config) {
        if (keys.isEmpty()) {
            config.routes.before(Origins::requireLoopbackProgram);
        }
        config.routes.beforeMatched(this::check);
    }

    private void check(Context ctx) {
        Optional<Level> needed = Needs.level(ctx);
        Optional<Visitor> visitor = visitor(ctx, needed.isPresent());
        visitor.ifPresent(known -> ctx.attribute(Visitor.ATTRIBUTE, known));
        if (needed.isEmpty()) {
            return;
        }
        if (visitor.isEmpty()) {
            ctx.header("WWW-Authenticate", "Bearer realm=\"Midwatch\"");
            throw new UnauthorizedResponse("This takes a key: Authorization: Bearer and the key.");
        }
        visitor.get().requires(needed.get());
        Bodies.admit(ctx);
    }

    private Optional<Visitor> visitor(Context ctx, boolean needed) {
        if (keys.isEmpty()) {
            return Optional.of(new Visitor("this machine", Level.APPROVER, Visitor.How.OPEN));
        }
        String authorization = ctx.header("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.empty();
        }
        Optional<Visitor> visitor = match(authorization.substring(7).strip());
        if (visitor.isEmpty() && needed) {
            countFailure(ctx);
        }
        return visitor;
    }

    /** All keys are compared each time, whichever matches. */
    private Optional<Visitor> match(String given) {
        byte[] digest = digest(given);
        Optional<Visitor> found = Optional.empty();
        for (Known key : keys) {
            if (MessageDigest.isEqual(key.digest(), digest)) {
                found = Optional.of(key.visitor());
            }
        }
        return found;
    }

    /** Only wrong keys count, so that nobody who has a right one is kept out by others behind the same address; by network, as the owner of one of IPv6 has any address in it. */
    private void countFailure(Context ctx) {
        String network = Tries.network(ctx.ip());
        Duration wait = failures.untilNext(network);
        if (!wait.isZero()) {
            journal.limited(ctx, Optional.empty(), Visitor.How.KEY);
            TooManyTries limited = new TooManyTries(wait);
            ctx.header("Retry-After", limited.retryAfter());
            throw limited;
        }
        failures.take(network);
        journal.refused(ctx, Optional.empty(), Visitor.How.KEY, "no such key");
    }

    private static byte[] digest(String key) {
        return Digests.sha256(key.getBytes(StandardCharsets.UTF_8));
    }
}
