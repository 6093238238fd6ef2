package dev.midwatch.core.channel;

import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Messages that are to reach people. What was put in survives a crash and is sent, under the same id and in order for each target,
 * until the other side has accepted it, it was refused for good, or it is no news any more.
 */
public final class Outbox {
    /** So long a message is worth delivering. */
    public static final Duration WORTH = Duration.ofHours(24);

    private final OutboxStore store;
    private final ShownCards cards;
    private final Channels channels;
    private final InstantSource clock;
    private final DeliveryListener listener;
    /** Lanes whose absence was explained on the console already; the messages after that come without the explanation. */
    private final Set<String> explained = ConcurrentHashMap.newKeySet();

    private final List<Consumer<String>> wakers = new CopyOnWriteArrayList<>();

    public Outbox(Database database, Channels channels, InstantSource clock, DeliveryListener listener) {
        this.store = new OutboxStore(database);
        this.cards = new ShownCards(database);
        this.channels = channels;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Puts a message in, without secrets and with nothing hidden in it, as part of the caller's transaction if there is one. The same id put in again is the same message. The
     * listener may hear of it before this returns: at once accepted if it goes to the output file alone, given up if to nowhere.
     *
     * @param written its target may be a list; {@code replyTo} may be the id of a message put in earlier, and then the channel gets
     *     that one's receipt
     * @param origin  what the target {@code origin} means for it
     */
    public void enqueue(OutboundMessage written, Optional<String> origin) {
        OutboundMessage message = PlainMessage.of(written);
        List<Delivery> deliveries = deliveries(message, channels.resolve(message.target(), origin));
        store.transaction(() -> {
            deliveries.forEach(store::insert);
            if (deliveries.isEmpty()) {
                listener.accepted(message.id(), clock.instant());
            } else if (deliveries.stream().allMatch(delivery -> delivery.state().isLost())) {
                listener.gaveUp(message.id());
            } else {
                cards.add(message, clock.instant());
            }
            return null;
        });
        deliveries.forEach(delivery -> wakers.forEach(waker -> waker.accept(delivery.lane())));
    }

    public void enqueue(OutboundMessage message) {
        enqueue(message, Optional.empty());
    }

    /** One for each place. What has no place is kept with the reason, and shown on the console in its stead. */
    private List<Delivery> deliveries(OutboundMessage message, List<Channels.Destination> destinations) {
        List<Delivery> deliveries = new ArrayList<>();
        boolean shown = false;
        for (Channels.Destination destination : destinations) {
            deliveries.add(delivery(message, destination, message.text(), deliveries.size()));
            shown |= destination.lane().equals(Channels.CONSOLE);
        }
        Optional<Channels.Destination> lost = destinations.stream()
                .filter(destination -> destination.whyNot().isPresent())
                .findFirst();
        if (lost.isPresent() && !shown && channels.byLane().containsKey(Channels.CONSOLE)) {
            Channels.Destination console =
                    new Channels.Destination(Channels.CONSOLE, Channels.CONSOLE, Optional.empty());
            deliveries.add(delivery(message, console, insteadOf(lost.get(), message), deliveries.size()));
        }
        return deliveries;
    }

    private String insteadOf(Channels.Destination lost, OutboundMessage message) {
        return explained.add(lost.lane())
                ? "*for %s, shown here because %s*%n%n%s"
                        .formatted(lost.target(), lost.whyNot().orElseThrow(), message.text())
                : message.text();
    }

    private Delivery delivery(OutboundMessage message, Channels.Destination destination, String text, int index) {
        Instant now = clock.instant();
        OutboundMessage outbound = message.id(index == 0 ? message.id() : message.id() + "." + (index + 1))
                .target(destination.target())
                .text(text);
        boolean lost = destination.whyNot().isPresent();
        return new Delivery(
                message.id(),
                destination.lane(),
                outbound,
                Optional.empty(),
                lost ? DeliveryState.UNDELIVERABLE : DeliveryState.WAITING,
                0,
                now,
                now,
                now.plus(WORTH),
                lost ? Optional.of(now) : Optional.empty(),
                destination.whyNot(),
                Optional.empty());
    }

    /**
     * Makes a message say something else wherever it was said, or is to be, on channels that can. The newest revision counts: one that
     * nobody has begun to send is replaced. Part of the caller's transaction if there is one.
     */
    public void revise(String message, OutboundMessage written) {
        OutboundMessage revision = PlainMessage.of(written);
        List<Delivery> revised = store.transaction(() -> store.ofMessage(message).stream()
                .filter(delivery -> !delivery.state().isLost())
                .filter(delivery -> channels.mayRevise(delivery.lane()))
                .filter(delivery ->
                        !store.rewrite(delivery.id(), revision, clock.instant().plus(WORTH)))
                .map(delivery -> revision(delivery, revision))
                .toList());
        revised.forEach(delivery -> wakers.forEach(waker -> waker.accept(delivery.lane())));
    }

    private Delivery revision(Delivery of, OutboundMessage content) {
        Instant now = clock.instant();
        String id = "%s~%d".formatted(of.id(), store.revisionsOf(of.id()).size() + 1);
        Delivery revision = new Delivery(
                id,
                of.lane(),
                content.id(id).target(of.target()),
                Optional.of(of.id()),
                DeliveryState.WAITING,
                0,
                now,
                now,
                now.plus(WORTH),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        store.insert(revision);
        return revision;
    }

    /** A message as it was put in; empty if it is not known (any more). */
    public Optional<OutboundMessage> original(String message) {
        return store.find(message).map(Delivery::outbound);
    }

    /** What people see of a message, or will, after its revisions; empty if it is not known (any more). */
    public Optional<OutboundMessage> latest(String message) {
        return store.lastRevisionOf(message).or(() -> store.find(message)).map(Delivery::outbound);
    }

    /** The cards in these messages. */
    public ShownCards cards() {
        return cards;
    }

    /**
     * The message that the other side of a channel knows by that receipt, or that opened that place for answers.
     *
     * @param channel name of the channel
     */
    public Optional<String> known(String channel, String receiptOrPlace) {
        return store.known(channel, receiptOrPlace).map(Delivery::message);
    }

    /** When the first target accepted the message; empty while none has. */
    public Optional<Instant> accepted(String message) {
        return store.ofMessage(message).stream()
                .filter(delivery -> delivery.state() == DeliveryState.DELIVERED)
                .flatMap(delivery -> delivery.finished().stream())
                .min(Instant::compareTo);
    }

    /** What became of the message, for each of its targets. */
    public List<Delivery> deliveries(String message) {
        return store.ofMessage(message);
    }

    /** Everything on its way, oldest first. */
    public List<Delivery> open() {
        return store.open();
    }

    /** Everything on its way, by the lane it waits in. */
    public List<Backlog> backlog() {
        return Backlog.of(open());
    }

    /** What nobody got, newest first. */
    public List<Delivery> lost(int limit) {
        return store.lost(limit);
    }

    /** Tries once more what had ended without anybody having got it; false if there is no such delivery. */
    public boolean retry(String id) {
        Optional<Delivery> delivery = store.find(id);
        Instant now = clock.instant();
        boolean opened = delivery.isPresent()
                && channels.byLane().containsKey(delivery.get().lane())
                && store.reopen(id, delivery.get().lane(), now, now.plus(WORTH));
        if (opened) {
            wakers.forEach(waker -> waker.accept(delivery.get().lane()));
        }
        return opened;
    }

    /** Forgets what ended before that moment; says how many. */
    public int prune(Instant before) {
        return store.transaction(() -> {
            int forgotten = store.prune(before);
            cards.forgetGone();
            return forgotten;
        });
    }

    OutboxStore store() {
        return store;
    }

    DeliveryListener listener() {
        return listener;
    }

    Channels channels() {
        return channels;
    }

    /** Calls back with the lane of whatever is put in from now on. */
    void onEnqueued(Consumer<String> waker) {
        wakers.add(waker);
    }
}
