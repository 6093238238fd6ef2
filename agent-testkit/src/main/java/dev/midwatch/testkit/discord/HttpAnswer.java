package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back, and how much of it before the connection is cut. */
record HttpAnswer(int status, String contentType, Map<String, String> headers, byte[] body, Cut cut) {
    enum Cut {
        NONE,
        BEFORE_THE_FIRST_BYTE,
        MIDWAY
    }

    static HttpAnswer json(int status, JsonNode body) {
        return new HttpAnswer(status, "application/json", Map.of(), utf8(body.toString()), Cut.NONE);
    }

    static HttpAnswer empty() {
        return new HttpAnswer(204, "", Map.of(), new byte[0], Cut.NONE);
    }

    static HttpAnswer html(int status, String body) {
        return new HttpAnswer(status, "text/html", Map.of(), utf8(body), Cut.NONE);
    }

    static HttpAnswer bytes(String contentType, byte[] body) {
        return new HttpAnswer(200, contentType, Map.of(), body, Cut.NONE);
    }

    HttpAnswer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new HttpAnswer(status, contentType, all, body, cut);
    }

    HttpAnswer cut(Cut where) {
        return new HttpAnswer(status, contentType, headers, body, where);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
