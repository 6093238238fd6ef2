package dev.midwatch.dashboard.signin;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * HTTP basic, for scripts. What was right is remembered for five minutes by its keyed digest, as a script that asks every second would
 * otherwise keep a processor busy with hashing.
 */
final class BasicAuth {
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST = 1_000;

    private final PasswordCheck check;
    private final Journal journal;
    private final LongSupplier nanos;
    private final SigningKey digestKey = SigningKey.of(Digests.text(Digests.random(32)));
    private final Map<String, Long> right = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };
    private final Account account;

    BasicAuth(Account account, PasswordCheck check, Journal journal, LongSupplier nanos) {
        this.account = account;
        this.check = check;
        this.journal = journal;
        this.nanos = nanos;
    }

    /**
     * Empty if the header is malformed or its name and password are not right.
     *
     * @throws TooManyTries instead of looking
     */
    Optional<Visitor> visitor(Context ctx, String authorization) {
        Optional<BasicHeader> header = BasicHeader.parse(authorization);
        if (header.isEmpty()) {
            refuseMalformed(ctx);
            return Optional.empty();
        }
        String name = header.get().name();
        String digest = Digests.text(digestKey.mac(ctx.ip() + "|" + authorization));
        if (isRemembered(digest)) {
            return Optional.of(new Visitor(account.username(), account.level(), Visitor.How.BASIC));
        }
        Optional<Visitor> visitor = journal.watched(
                ctx,
                name,
                Visitor.How.BASIC,
                () -> check.check(ctx, name, header.get().password(), Visitor.How.BASIC));
        visitor.ifPresent(known -> remember(digest));
        return visitor;
    }

    private void refuseMalformed(Context ctx) {
        try {
            check.countMalformed(ctx);
            journal.refused(ctx, Optional.empty(), Visitor.How.BASIC, "malformed header");
        } catch (TooManyTries limited) {
            journal.limited(ctx, Optional.empty(), Visitor.How.BASIC);
            throw limited;
        }
    }

    private synchronized boolean isRemembered(String digest) {
        Long since = right.get(digest);
        return since != null && nanos.getAsLong() - since < REMEMBERED.toNanos();
    }

    private synchronized void remember(String digest) {
        right.put(digest, nanos.getAsLong());
    }
}
