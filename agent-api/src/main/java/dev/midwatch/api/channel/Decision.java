package dev.midwatch.api.channel;

import java.util.Objects;

/**
 * A choice somebody pressed.
 *
 * @param value   of the {@link OutboundMessage.Choice}
 * @param channel name of the channel it came through
 * @param person  the channel's own stable id of that person
 * @param name    how people call that person; untrusted
 */
public record Decision(String value, String channel, String person, String name) {
    public Decision {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(name, "name");
    }
}
