package dev.midwatch.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Plain HTTP against an API server. */
final class Wire {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpClient http;
    private final URI base;
    private final String token;

    record Reply(int code, String text, Map<String, List<String>> headers) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        JsonNode at(String pointer) {
            return json().at(pointer);
        }
    }

    Wire(URI base, String token) {
        this(HTTP, base, token);
    }

    Wire(HttpClient http, URI base, String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    static Wire admin(Simulation simulation) {
        return new Wire(simulation.url(), simulation.adminToken());
    }

    Reply get(String path) {
        return send("GET", path, null, "", "application/json");
    }

    Reply table(String path) {
        return send("GET", path, null, "", "application/json;as=Table;g=meta.k8s.io;v=v1,application/json");
    }

    Reply post(String path, String body) {
        return send("POST", path, body, "application/json", "application/json");
    }

    Reply put(String path, String body) {
        return send("PUT", path, body, "application/json", "application/json");
    }

    Reply patch(String path, String type, String body) {
        return send("PATCH", path, body, type, "application/json");
    }

    Reply delete(String path, String body) {
        return send("DELETE", path, body, "application/json", "application/json");
    }

    Reply send(String method, String path, String body, String type, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("Accept", accept)
                .header("User-Agent", "wire/1.0");
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    answer.statusCode(), answer.body(), answer.headers().map());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
