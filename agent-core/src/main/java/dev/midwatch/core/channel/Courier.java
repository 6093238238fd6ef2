package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.core.trace.Span;
import dev.midwatch.core.trace.Tracer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers what one lane has, one message at a time. */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final String lane;
    private final Channel channel;
    private final OutboxStore store;
    private final ShownCards cards;
    private final DeliveryListener listener;
    private final InstantSource clock;
    private final Backoff backoff;
    private final Patience patience;
    private final Tracer tracer;
    /** What came of an attempt and could not be written down; it must be before anything else is sent. */
    private Runnable unrecorded;

    /** Why the last attempt failed; empty if it did not. */
    private String trouble = "";

    private volatile boolean stopped;

    Courier(
            String lane,
            Channel channel,
            Outbox outbox,
            InstantSource clock,
            Backoff backoff,
            Patience patience,
            Tracer tracer) {
        this.lane = lane;
        this.channel = channel;
        this.store = outbox.store();
        this.cards = outbox.cards();
        this.listener = outbox.listener();
        this.clock = clock;
        this.backoff = backoff;
        this.patience = patience;
        this.tracer = tracer;
    }

    /** Sends everything that may go now. Returns when the next may; empty if there is nothing. */
    synchronized Optional<Instant> deliverDue() {
        settle();
        tidyUp();
        Optional<Delivery> next = store.claim(lane, clock.instant());
        while (next.isPresent()) {
            record(followed(next.get()));
            next = mayGoOn() ? store.claim(lane, clock.instant()) : Optional.empty();
        }
        return store.nextDue(lane);
    }

    /** Lets it finish the message in hand and begin no other. */
    void stop() {
        stopped = true;
    }

    boolean mayGoOn() {
        return !stopped && !Thread.currentThread().isInterrupted();
    }

    private Runnable followed(Delivery delivery) {
        try (Span span = tracer.begin("deliver " + lane)) {
            span.set("midwatch.channel", lane)
                    .set("midwatch.message.id", delivery.message())
                    .set("midwatch.delivery.attempt", delivery.attempts());
            return attempt(delivery, span);
        }
    }

    /** Hands one message over, and says what is to be written down of it. */
    private Runnable attempt(Delivery delivery, Span span) {
        try {
            Receipt receipt = delivery.revises().isPresent() ? revise(delivery) : send(delivery);
            span.set("midwatch.delivery.outcome", "delivered");
            return () -> delivered(delivery, receipt);
        } catch (DeliveryException e) {
            span.failed(e.retryable() ? "temporary" : "permanent");
            return () -> refused(delivery, e);
        } catch (RuntimeException | LinkageError e) {
            span.failed("broke_down");
            LOG.warn("channel {} broke down over message {}", lane, delivery.id(), e);
            return () -> refused(delivery, DeliveryException.temporary("the channel broke down: " + e, e));
        }
    }

    private Receipt send(Delivery delivery) throws DeliveryException {
        OutboundMessage message = addressed(delivery);
        return patience.with(() ->
                delivery.attempts() > 1 ? channel.sendAgain(message, store.before(delivery)) : channel.send(message));
    }

    private Receipt revise(Delivery revision) throws DeliveryException {
        Receipt receipt = revision.revises()
                .flatMap(store::find)
                .flatMap(Delivery::receipt)
                .orElseThrow(() -> DeliveryException.permanent("what it revises was never delivered"));
        OutboundMessage message = addressed(revision);
        return patience.with(() -> channel.revise(receipt, message));
    }

    /** With the receipt of the message it follows up, if that is one of ours. */
    private OutboundMessage addressed(Delivery delivery) {
        OutboundMessage message = delivery.outbound();
        if (message.replyTo().isEmpty()) {
            return message;
        }
        List<Delivery> earlier = store.ofMessage(message.replyTo().get());
        Optional<String> receipt = earlier.isEmpty()
                ? message.replyTo()
                : earlier.stream()
                        .filter(one -> one.target().equals(message.target()))
                        .flatMap(one -> one.receipt().stream())
                        .map(Receipt::id)
                        .filter(id -> !id.isEmpty())
                        .findFirst();
        return message.replyTo(receipt);
    }

    private void record(Runnable outcome) {
        unrecorded = outcome;
        settle();
    }

    private void settle() {
        if (unrecorded != null) {
            Runnable outcome = unrecorded;
            store.transaction(() -> {
                outcome.run();
                return null;
            });
            unrecorded = null;
        }
    }

    private void delivered(Delivery delivery, Receipt receipt) {
        Instant now = clock.instant();
        boolean first = store.ofMessage(delivery.message()).stream()
                .noneMatch(other -> other.state() == DeliveryState.DELIVERED);
        trouble = "";
        store.deliver(delivery.id(), now, receipt);
        delivery.revises().ifPresent(revised -> store.know(revised, receipt));
        listener.attempted(delivery, DeliveryState.DELIVERED);
        if (first) {
            listener.accepted(delivery.message(), now);
        }
    }

    private void refused(Delivery delivery, DeliveryException why) {
        Instant now = clock.instant();
        Instant again = now.plus(backoff.after(delivery.attempts(), why.retryAfter()));
        if (!why.retryable()) {
            lose(delivery, DeliveryState.FAILED, why.getMessage());
        } else if (again.isBefore(delivery.expires())) {
            store.waitAgain(delivery.id(), again, why.getMessage());
            listener.attempted(delivery, DeliveryState.WAITING);
            tellOnce(delivery, again, why.getMessage());
        } else {
            lose(delivery, DeliveryState.EXPIRED, "given up after so long: " + why.getMessage());
        }
    }

    /** Whoever reads the log is to know what to mend, and not to read it at every attempt. */
    private void tellOnce(Delivery delivery, Instant again, String why) {
        if (why.equals(trouble)) {
            LOG.info("message {} to {} waits until {}: {}", delivery.id(), delivery.target(), again, why);
        } else {
            LOG.warn("messages to {} wait, {} until {}: {}", delivery.target(), delivery.id(), again, why);
        }
        trouble = why;
    }

    /** Only this courier sends what this lane has, so what still counts as being sent is left over from an attempt that broke off. */
    private void tidyUp() {
        store.transaction(() -> {
            store.recover(lane, clock.instant());
            store.expired(lane, clock.instant())
                    .forEach(delivery -> lose(
                            delivery,
                            DeliveryState.EXPIRED,
                            "given up after so long: " + delivery.error().orElse("it was never its turn")));
            return null;
        });
    }

    /** A revision that nobody saw: cards are looked at again, words are said anew where the message they were to change is gone. */
    private void unseen(Delivery revision, Delivery revised, DeliveryState state) {
        if (state == DeliveryState.EXPIRED) {
            cards.reopen(revised.message());
        } else if (revised.state() == DeliveryState.DELIVERED
                && revision.outbound().layout().isEmpty()) {
            store.insert(Delivery.anew(revision, revision.id() + "-anew", clock.instant(), Outbox.WORTH));
        }
    }

    private void lose(Delivery delivery, DeliveryState state, String why) {
        store.lose(delivery.id(), state, clock.instant(), why);
        delivery.revises().flatMap(store::find).ifPresent(revised -> unseen(delivery, revised, state));
        listener.attempted(delivery, state);
        LOG.warn("message {} to {} was not delivered: {}", delivery.id(), delivery.target(), why);
        if (store.ofMessage(delivery.message()).stream()
                .allMatch(other -> other.state().isLost())) {
            listener.gaveUp(delivery.message());
        }
    }
}
