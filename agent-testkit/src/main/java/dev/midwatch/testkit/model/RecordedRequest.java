package dev.midwatch.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.StreamSupport;

/**
 * A request as the server received it.
 *
 * @param authorized whether it carried a bearer token; the token itself is not kept
 * @param text       the body as sent
 * @param body       the body, parsed
 */
public record RecordedRequest(String path, boolean authorized, String text, JsonNode body) {
    public String model() {
        return body.path("model").asText();
    }

    public boolean streaming() {
        return body.path("stream").asBoolean();
    }

    /** What an honest server would report: a token for four characters, but never fewer than words. */
    int tokens() {
        int words = StreamSupport.stream(body.path("messages").spliterator(), false)
                .mapToInt(message -> new StringTokenizer(message.path("content").asText()).countTokens())
                .sum();
        return Math.max(text.length() / 4, words);
    }

    /** The contents of all messages of a role, in order. */
    public List<String> contents(String role) {
        return StreamSupport.stream(body.path("messages").spliterator(), false)
                .filter(message -> message.path("role").asText().equals(role))
                .map(message -> message.path("content").asText())
                .toList();
    }

    /** The names of the tools on offer. */
    public List<String> tools() {
        return StreamSupport.stream(body.path("tools").spliterator(), false)
                .map(tool -> tool.at("/function/name").asText())
                .toList();
    }
}
