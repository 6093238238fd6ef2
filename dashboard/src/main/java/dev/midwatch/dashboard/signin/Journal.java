package dev.midwatch.dashboard.signin;

import dev.midwatch.core.text.VisibleText;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Words what happened for the {@link SignInJournal}; a name that a stranger gave is cut short and has no hidden characters. */
final class Journal {
    private static final int MOST = 100;

    private final SignInJournal journal;
    private final Buckets limits;

    Journal(SignInJournal journal, LongSupplier nanos) {
        this.journal = journal;
        this.limits = new Buckets(1, Duration.ofMinutes(1), 1_000, nanos);
    }

    void signedIn(Context ctx, Visitor visitor) {
        record(ctx, SignInJournal.Event.SIGNED_IN, Optional.of(visitor.who()), visitor.how(), "");
    }

    void refused(Context ctx, Optional<String> who, Visitor.How how, String why) {
        record(ctx, SignInJournal.Event.REFUSED, who, how, why);
    }

    /** Once a minute for each address: whoever is limited goes on trying. */
    synchronized void limited(Context ctx, Optional<String> who, Visitor.How how) {
        if (limits.untilNext(ctx.ip()).isZero()) {
            limits.take(ctx.ip());
            record(ctx, SignInJournal.Event.LIMITED, who, how, "too many tries");
        }
    }

    void signedOut(Context ctx, Visitor visitor, boolean everywhere) {
        record(
                ctx,
                everywhere ? SignInJournal.Event.SIGNED_OUT_EVERYWHERE : SignInJournal.Event.SIGNED_OUT,
                Optional.of(visitor.who()),
                visitor.how(),
                "");
    }

    /** Records how a try with a name and a password went. */
    Optional<Visitor> watched(Context ctx, String name, Visitor.How how, Supplier<Optional<Visitor>> one) {
        try {
            Optional<Visitor> visitor = one.get();
            visitor.ifPresentOrElse(
                    known -> signedIn(ctx, known),
                    () -> refused(ctx, Optional.of(name), how, "name and password do not belong together"));
            return visitor;
        } catch (TooManyTries limited) {
            limited(ctx, Optional.of(name), how);
            throw limited;
        }
    }

    private void record(Context ctx, SignInJournal.Event event, Optional<String> who, Visitor.How how, String why) {
        journal.record(new SignInJournal.Fact(event, who.map(Journal::fit), how, ctx.ip(), why));
    }

    private static String fit(String name) {
        return VisibleText.of(name.length() > MOST ? name.substring(0, MOST) + "…" : name);
    }
}
