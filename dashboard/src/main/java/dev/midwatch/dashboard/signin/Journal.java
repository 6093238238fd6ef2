package dev.midwatch.dashboard.signin;

import dev.midwatch.core.text.VisibleText;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Words what happened for the {@link SignInJournal}; a name that a stranger gave is cut short and has no hidden characters. */
final class Journal {
    private static final int MOST = 100;
    private static final int NETWORKS = 1_000;
    private static final String ALL = "all";

    private final SignInJournal journal;
    private final Buckets refusals;
    private final Buckets limits;
    private final Buckets together;
    private final Map<String, Integer> passedOver = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > NETWORKS;
        }
    };

    Journal(SignInJournal journal, LongSupplier nanos) {
        this.journal = journal;
        this.refusals = new Buckets(1, Duration.ofMinutes(1), NETWORKS, nanos);
        this.limits = new Buckets(1, Duration.ofMinutes(1), NETWORKS, nanos);
        this.together = new Buckets(60, Duration.ofSeconds(1), 1, nanos);
    }

    void signedIn(Context ctx, Visitor visitor) {
        record(ctx, SignInJournal.Event.SIGNED_IN, Optional.of(visitor.who()), visitor.how(), "");
    }

    /** Once a minute for each network, with how many were passed over, and sixty a minute of all: strangers must not fill the disk. */
    synchronized void refused(Context ctx, Optional<String> who, Visitor.How how, String why) {
        String network = Tries.network(ctx.ip());
        if (!mayRecord(refusals, network)) {
            passedOver.merge(network, 1, Integer::sum);
            return;
        }
        Integer more = passedOver.remove(network);
        record(
                ctx,
                SignInJournal.Event.REFUSED,
                who,
                how,
                more == null ? why : "%s; %d more from its network were passed over before".formatted(why, more));
    }

    /** Once a minute for each network: whoever is limited goes on trying. */
    synchronized void limited(Context ctx, Optional<String> who, Visitor.How how) {
        if (mayRecord(limits, Tries.network(ctx.ip()))) {
            record(ctx, SignInJournal.Event.LIMITED, who, how, "too many tries");
        }
    }

    private boolean mayRecord(Buckets each, String network) {
        boolean may =
                each.untilNext(network).isZero() && together.untilNext(ALL).isZero();
        if (may) {
            each.take(network);
            together.take(ALL);
        }
        return may;
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
