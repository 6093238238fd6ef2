package dev.midwatch.dashboard.api;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is answered.
 *
 * @param type of the content; empty without any
 * @param ours whether it still has to be written; what streams has written itself
 */
record Reply(int status, String type, String content, Map<String, String> headers, boolean ours) {
    static final String JSON = "application/json";

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply of(Object value) {
        return text(200, JSON, Json.text(value));
    }

    /** @param location of what was made */
    static Reply created(Object value, String location) {
        return text(201, JSON, Json.text(value)).with("Location", location);
    }

    static Reply none() {
        return text(204, "", "");
    }

    static Reply text(int status, String type, String content) {
        return new Reply(status, type, content, Map.of(), true);
    }

    static Reply streamed() {
        return new Reply(200, "", "", Map.of(), false);
    }

    Reply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, content, more, ours);
    }
}
