package dev.midwatch.api.channel;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person wrote to Midwatch: mentioned it, answered it, wrote to it alone or in a thread of its own.
 *
 * @param target  where the answer goes, as a delivery target of this channel: {@code discord:1234}
 * @param text    untrusted; without the mention
 * @param replyTo id of the message of ours it answers, as it stands in that one's {@link Receipt#id()}, if it answers one
 * @param files   what was attached and is text
 */
public record InboundMessage(String target, Person person, String text, Optional<String> replyTo, List<File> files) {
    /**
     * An attached file.
     *
     * @param name untrusted
     * @param text untrusted; cut by the channel to what it is willing to read, and then ends by saying so
     */
    public record File(String name, String text) {
        public File {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(text, "text");
        }
    }

    public InboundMessage {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(replyTo, "replyTo");
        files = List.copyOf(files);
    }

    /** Words and nothing else. */
    public static InboundMessage of(String target, Person person, String text) {
        return new InboundMessage(target, person, text, Optional.empty(), List.of());
    }
}
