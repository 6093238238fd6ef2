package dev.midwatch.core.channel;

import dev.midwatch.api.channel.OutboundMessage;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One message on its way to one target.
 *
 * @param message  id under which it was put in; several deliveries share it where there were several targets
 * @param lane     who delivers it: a channel's name, or {@code webhook:<name>}
 * @param outbound what the channel gets; its id is this delivery's own
 * @param attempts so many times it was handed to the channel
 * @param due      not before
 * @param error    why it was not accepted the last time, or never can be
 */
public record Delivery(
        String message,
        String lane,
        OutboundMessage outbound,
        DeliveryState state,
        int attempts,
        Instant queued,
        Instant due,
        Instant expires,
        Optional<Instant> finished,
        Optional<String> error,
        Optional<String> receipt) {
    public Delivery {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(outbound, "outbound");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(queued, "queued");
        Objects.requireNonNull(due, "due");
        Objects.requireNonNull(expires, "expires");
        Objects.requireNonNull(finished, "finished");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(receipt, "receipt");
    }

    public String id() {
        return outbound.id();
    }

    public String target() {
        return outbound.target();
    }
}
