package dev.midwatch.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.View;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.signin.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A gateway that is asked over HTTP, with a key of each level. */
final class Gateway implements AutoCloseable {
    static final String VIEWER = "key-of-the-viewer";
    static final String OPERATOR = "key-of-the-operator";
    static final String APPROVER = "key-of-the-approver";
    static final String SECOND = "key-of-the-other-approver";
    private static final List<ApiKey> KEYS = List.of(
            new ApiKey("vera", VIEWER, Level.VIEWER),
            new ApiKey("otto", OPERATOR, Level.OPERATOR),
            new ApiKey("ann", APPROVER, Level.APPROVER),
            new ApiKey("bob", SECOND, Level.APPROVER));

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final GatewayServer server;

    private Gateway(View view, List<ApiKey> keys, boolean openMetrics) {
        server = new GatewayServer(
                        new GatewaySettings(HttpSettings.loopback("api", 0), keys, openMetrics),
                        view,
                        fact -> {},
                        List.of())
                .start();
    }

    static Gateway of(View view) {
        return new Gateway(view, KEYS, false);
    }

    static Gateway withoutKeys(View view) {
        return new Gateway(view, List.of(), true);
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return String.join(", ", response.headers().allValues(name));
        }

        String text() {
            return response.body();
        }

        JsonNode json() {
            try {
                return Json.MAPPER.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + response.body(), e);
            }
        }
    }

    /** Method and path of each route, as the server has them. */
    List<String> routes() {
        return server.routes();
    }

    /** How many listen to events. */
    int listeners() {
        return server.listeners();
    }

    int port() {
        return server.port();
    }

    Answer get(String path, String... headers) {
        return send("GET", path, "", with(APPROVER, headers));
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, with(APPROVER, headers));
    }

    Answer as(String key, String method, String path, String body, String... headers) {
        return send(method, path, body, with(key, headers));
    }

    /** @param headers names and values in turn */
    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String[] with(String key, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + key));
        all.addAll(List.of(headers));
        return all.toArray(String[]::new);
    }

    @Override
    public void close() {
        server.close();
    }
}
