package dev.midwatch.api.channel;

import java.util.Objects;

/**
 * What a person wrote.
 *
 * @param target where the answer goes, as a delivery target of this channel: {@code discord:1234}
 * @param person the channel's own stable id of the author
 * @param name   how people call the author; untrusted
 * @param text   untrusted
 */
public record InboundMessage(String target, String person, String name, String text) {
    public InboundMessage {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
    }
}
