package dev.midwatch.core.channel;

import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One message on its way to one target.
 *
 * @param message  id under which it was put in; several deliveries share it where there were several targets
 * @param lane     who delivers it: a channel's name, or {@code webhook:<name>}
 * @param outbound what the channel gets; its id is this delivery's own
 * @param revises  id of the delivery whose message this one makes say something else; empty: it is a message of its own
 * @param attempts so many times it was handed to the channel
 * @param due      not before
 * @param error    why it was not accepted the last time, or never can be
 * @param receipt  what the other side said when it accepted it
 */
public record Delivery(
        String message,
        String lane,
        OutboundMessage outbound,
        Optional<String> revises,
        DeliveryState state,
        int attempts,
        Instant queued,
        Instant due,
        Instant expires,
        Optional<Instant> finished,
        Optional<String> error,
        Optional<Receipt> receipt) {
    public Delivery {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(outbound, "outbound");
        Objects.requireNonNull(revises, "revises");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(queued, "queued");
        Objects.requireNonNull(due, "due");
        Objects.requireNonNull(expires, "expires");
        Objects.requireNonNull(finished, "finished");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(receipt, "receipt");
    }

    /** What a revision says, as a message of its own. */
    static Delivery anew(Delivery revision, String id, Instant now, Duration worth) {
        return new Delivery(
                id,
                revision.lane(),
                revision.outbound().id(id),
                Optional.empty(),
                DeliveryState.WAITING,
                0,
                now,
                now,
                now.plus(worth),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public String id() {
        return outbound.id();
    }

    public String target() {
        return outbound.target();
    }
}
