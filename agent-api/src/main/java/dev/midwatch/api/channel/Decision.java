package dev.midwatch.api.channel;

import java.util.Objects;

/**
 * A choice somebody pressed.
 *
 * @param value   of the {@link OutboundMessage.Choice}
 * @param channel name of the channel it came through
 */
public record Decision(String value, String channel, Person person) {
    public Decision {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(person, "person");
    }
}
