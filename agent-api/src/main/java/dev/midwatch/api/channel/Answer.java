package dev.midwatch.api.channel;

import java.util.Objects;

/**
 * What a command is answered with.
 *
 * @param text     Markdown, of any length
 * @param personal whether it concerns only the person who asked; a channel that can, shows it to nobody else
 */
public record Answer(String text, boolean personal) {
    public Answer {
        Objects.requireNonNull(text, "text");
    }

    /** For everybody at the place where it was asked. */
    public static Answer open(String text) {
        return new Answer(text, false);
    }

    public static Answer personal(String text) {
        return new Answer(text, true);
    }
}
