package dev.midwatch.dashboard.signin;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Looks at a name and a password, seldom enough and a few at a time: each look at a hash costs a processor a quarter of a second. */
final class PasswordCheck {
    private static final int AT_ONCE = 2;

    private final Account account;
    private final Tries tries;
    private final KnownBrowsers browsers;
    private final Semaphore looks = new Semaphore(AT_ONCE, true);

    PasswordCheck(Account account, Tries tries, KnownBrowsers browsers) {
        this.account = account;
        this.tries = tries;
        this.browsers = browsers;
    }

    /**
     * Whoever it is; empty if the two do not belong together.
     *
     * @throws TooManyTries instead of looking
     */
    Optional<Visitor> check(Context ctx, String name, String password, Visitor.How how) {
        Tries.Try one = new Tries.Try(name, ctx.ip(), browsers.of(ctx, name));
        admit(one);
        if (!look(name, password)) {
            return Optional.empty();
        }
        tries.wasRight(one);
        return Optional.of(new Visitor(account.username(), account.level(), how));
    }

    /**
     * What has no name to look at is a wrong try too.
     *
     * @throws TooManyTries if there were too many
     */
    void countMalformed(Context ctx) {
        admit(new Tries.Try("", ctx.ip(), Optional.empty()));
    }

    private void admit(Tries.Try one) {
        Duration wait = tries.admit(one);
        if (!wait.isZero()) {
            throw new TooManyTries(wait);
        }
    }

    private boolean look(String name, String password) {
        try {
            if (!looks.tryAcquire(2, TimeUnit.SECONDS)) {
                throw new TooManyTries(Duration.ofSeconds(2));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new TooManyTries(Duration.ofSeconds(2));
        }
        try {
            return account.matches(name, password);
        } finally {
            looks.release();
        }
    }
}
