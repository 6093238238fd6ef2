package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers given beforehand for what the API server would ask of a kubelet: logs, statistics. */
public final class Told {
    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();

    /**
     * Adds an answer.
     *
     * @param path   with {@code ?previous=true} behind it: of the container's run before
     * @param answer a text is sent as it is, everything else as JSON
     */
    public void answer(String path, JsonNode answer) {
        answers.put(path, answer);
    }

    boolean answers(Request request) {
        return request.route().method().equals("GET") && answers.containsKey(key(request));
    }

    void handle(Request request, Answer answer) throws IOException {
        JsonNode body = answers.get(key(request));
        if (body.isTextual()) {
            answer.text(200, body.textValue());
        } else {
            answer.json(200, body);
        }
    }

    private static String key(Request request) {
        return request.route().path() + (request.flag("previous") ? "?previous=true" : "");
    }
}
