package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Command.Option;
import java.util.List;

/** Options of commands. */
final class Options {
    private Options() {}

    static Option required(String name, String description) {
        return new Option(name, description, true, List.of(), true);
    }

    static Option optional(String name, String description) {
        return new Option(name, description, false, List.of(), true);
    }

    /** Nobody knows what it could be but the one who writes it. */
    static Option free(String name, String description) {
        return new Option(name, description, true, List.of(), false);
    }
}
