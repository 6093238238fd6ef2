package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Command;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A command as it is written in a message, {@code /silence shop/web 2h we are on it}: a word for each option, and all that is left for the
 * last.
 */
record CommandLine(String name, String rest) {
    static boolean is(String text) {
        return text.strip().startsWith("/");
    }

    static CommandLine of(String text) {
        String[] parts = text.strip().substring(1).split("\\s+", 2);
        return new CommandLine(parts[0], parts.length > 1 ? parts[1].strip() : "");
    }

    Map<String, String> options(List<Command.Option> options) {
        Map<String, String> values = new HashMap<>();
        String left = rest;
        for (int i = 0; i < options.size() && !left.isEmpty(); i++) {
            boolean last = i == options.size() - 1;
            String[] parts = last ? new String[] {left} : left.split("\\s+", 2);
            values.put(options.get(i).name(), parts[0]);
            left = parts.length > 1 ? parts[1] : "";
        }
        return values;
    }
}
