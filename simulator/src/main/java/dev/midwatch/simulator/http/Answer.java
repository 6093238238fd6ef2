package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/** Sends answers. */
final class Answer {
    private final HttpExchange exchange;
    private final IntConsumer log;

    /** @param log is told the code before anything is sent */
    Answer(HttpExchange exchange, IntConsumer log) {
        this.exchange = exchange;
        this.log = log;
    }

    void json(int code, JsonNode body) throws IOException {
        send(code, "application/json", Json.bytes(body));
    }

    void text(int code, String body) throws IOException {
        send(code, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    void error(ApiError error) throws IOException {
        if (error.retryAfter() > 0) {
            exchange.getResponseHeaders().set("Retry-After", Long.toString(error.retryAfter()));
        }
        json(error.code(), error.status());
    }

    void warn(String message) {
        String quoted = message.replace("\\", "\\\\").replace("\"", "\\\"");
        exchange.getResponseHeaders().add("Warning", "299 - \"" + quoted + "\"");
    }

    void send(int code, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-cache, private");
        if (exchange.getRequestMethod().equals("HEAD")) {
            begin(code, -1);
            return;
        }
        begin(code, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    /** A body of unknown length; the caller closes it. */
    OutputStream stream(String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-cache, private");
        begin(200, 0);
        return exchange.getResponseBody();
    }

    private void begin(int code, long length) throws IOException {
        log.accept(code);
        exchange.sendResponseHeaders(code, length);
    }
}
