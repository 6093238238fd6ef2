package dev.midwatch.api.channel;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Something people can tell Midwatch to do by its name, {@code /findings} in a chat.
 *
 * @param name        lower case letters
 * @param description one line, at most 100 characters
 * @param options     in order, the required ones first
 * @param personal    whether its answers are for the person who asked alone
 */
public record Command(String name, String description, List<Option> options, boolean personal) {
    /**
     * Something a command wants to know.
     *
     * @param name        lower case letters
     * @param description one line, at most 100 characters
     * @param values      all there are; empty: free text
     * @param completes   whether {@link Inbox#complete} knows values for it
     */
    public record Option(String name, String description, boolean required, List<String> values, boolean completes) {
        public Option {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(description, "description");
            values = List.copyOf(values);
        }
    }

    /**
     * A command as somebody gave it.
     *
     * @param target  the place it was given at, as a delivery target of this channel
     * @param options by name; untrusted
     */
    public record Call(String name, Map<String, String> options, String target, Person person) {
        public Call {
            Objects.requireNonNull(name, "name");
            options = Map.copyOf(options);
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(person, "person");
        }

        /** What was given for an option; empty if nothing was. */
        public Optional<String> option(String option) {
            return Optional.ofNullable(options.get(option)).filter(value -> !value.isBlank());
        }
    }

    public Command {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        options = List.copyOf(options);
    }
}
