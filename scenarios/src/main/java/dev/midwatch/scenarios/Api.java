package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** An API server as a client with a token writes to it. */
record Api(HttpClient http, URI server, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer: its code, and its body where it has one. */
    record Answer(int code, JsonNode body) {
        boolean accepted() {
            return code < 300;
        }

        String message() {
            return body.path("message").asText(body.toString());
        }
    }

    Answer send(String method, String path, JsonNode body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.isMissingNode() ? "" : body.toString()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    Answer get(String path) throws IOException {
        return send("GET", path, JSON.missingNode());
    }

    /** What comes back of a write that has to succeed. */
    ObjectNode write(String method, String path, JsonNode body) throws IOException {
        Answer answer = send(method, path, body);
        if (!answer.accepted()) {
            throw new IOException(method + " " + path + ": " + answer.code() + ": " + answer.message() + "\n" + body);
        }
        return (ObjectNode) answer.body();
    }
}
