package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the gateway keeps of a client over its connections: where it is in the sequence and what it may have missed. */
final class Session {
    private static final int KEPT = 2000;

    private record Event(long sequence, String text) {}

    final String id;
    final long intents;
    final Deque<Event> kept = new ArrayDeque<>();
    /** Null while the client is away. */
    WebSocketConnection socket;

    private long sequence;

    Session(String id, long intents, WebSocketConnection socket) {
        this.id = id;
        this.intents = intents;
        this.socket = socket;
    }

    void dispatch(String type, JsonNode body) {
        ObjectNode event =
                Json.object().put("op", 0).put("t", type).put("s", ++sequence).set("d", body);
        Event one = new Event(sequence, event.toString());
        kept.add(one);
        if (kept.size() > KEPT) {
            kept.remove();
        }
        if (socket != null) {
            socket.send(one.text());
        }
    }

    /** False if more was missed than is kept. */
    boolean resume(WebSocketConnection with, long last) {
        if (last > sequence || (!kept.isEmpty() && kept.peek().sequence() > last + 1)) {
            return false;
        }
        socket = with;
        kept.stream().filter(event -> event.sequence() > last).forEach(event -> socket.send(event.text()));
        dispatch("RESUMED", Json.object());
        return true;
    }
}
