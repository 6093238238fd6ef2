package dev.midwatch.dashboard.pages;

import java.nio.charset.StandardCharsets;

/**
 * One server-sent event, its bytes shared by all who get it.
 *
 * @param name of the part that changed
 */
record Event(String name, byte[] bytes) {
    static Event of(String name, String text) {
        StringBuilder event = new StringBuilder(text.length() + 64);
        event.append("event: ").append(name).append('\n');
        text.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
        if (text.isEmpty()) {
            event.append("data:\n");
        }
        return new Event(name, event.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    static Event comment() {
        return new Event("", ": awake\n\n".getBytes(StandardCharsets.US_ASCII));
    }
}
