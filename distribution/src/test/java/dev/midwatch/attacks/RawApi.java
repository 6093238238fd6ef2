package dev.midwatch.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** An API server without anything between it and the test. */
record RawApi(HttpClient http, URI server, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What was answered, a refusal as well. */
    record Answer(int code, JsonNode body) {
        boolean isSuccess() {
            return code / 100 == 2;
        }

        boolean isMissing() {
            return code == 404;
        }
    }

    Answer send(String method, String path, String contentType, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path) {
        return send("GET", path, "application/json", "");
    }

    /** The answer to what has to succeed. */
    JsonNode must(String method, String path, String contentType, String body) {
        Answer answer = send(method, path, contentType, body);
        if (!answer.isSuccess()) {
            throw new IllegalStateException("%s %s: %s".formatted(method, path, answer));
        }
        return answer.body();
    }

    JsonNode create(String path, String body) {
        return must("POST", path, "application/json", body);
    }

    JsonNode merge(String path, String body) {
        return must("PATCH", path, "application/merge-patch+json", body);
    }

    /** Also of what is not there. */
    void delete(String path) {
        Answer answer = send("DELETE", path + "?propagationPolicy=Background", "application/json", "");
        if (!answer.isSuccess() && !answer.isMissing()) {
            throw new IllegalStateException("DELETE %s: %s".formatted(path, answer));
        }
    }
}
