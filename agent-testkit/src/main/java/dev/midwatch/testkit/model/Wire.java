package dev.midwatch.testkit.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import dev.midwatch.testkit.model.Message.Envelope;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * One request and the way back to who made it.
 *
 * @param closing  comes to zero when the server closes
 * @param envelope what the server says round its answer
 */
record Wire(HttpExchange exchange, RecordedRequest request, CountDownLatch closing, Envelope envelope) {
    Wire as(String model) {
        return new Wire(exchange, request, closing, new Envelope(model, envelope.inputTokens()));
    }

    void answer(Message message) throws IOException {
        if (request.streaming()) {
            events(events(message));
        } else {
            document(message);
        }
    }

    void document(Message message) throws IOException {
        send(200, "application/json", message.document(envelope));
    }

    List<String> events(Message message) {
        boolean withUsage = request.body().at("/stream_options/include_usage").asBoolean();
        return message.events(envelope, withUsage);
    }

    /** Each at once. */
    void events(List<String> events) throws IOException {
        OutputStream out = stream();
        for (String event : events) {
            write(out, event);
        }
    }

    void endless(String piece) throws IOException {
        OutputStream out = stream();
        String event = Message.piece(envelope, piece);
        while (closing.getCount() > 0) {
            write(out, event);
        }
    }

    void failure(int status, Optional<Duration> retryAfter, String message) throws IOException {
        retryAfter.ifPresent(wait -> exchange.getResponseHeaders().set("Retry-After", Long.toString(wait.toSeconds())));
        send(status, "application/json", error(message));
    }

    void errorInside(String message) throws IOException {
        if (request.streaming()) {
            send(200, "text/event-stream", Message.data(error(message)));
        } else {
            send(200, "application/json", error(message));
        }
    }

    void send(int status, String contentType, String text) throws IOException {
        byte[] body = utf8(text);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Announces the whole body and sends less: closing the exchange afterwards closes the connection. */
    void part(Message message, double share) throws IOException {
        byte[] body = utf8(request.streaming() ? String.join("", events(message)) : message.document(envelope));
        exchange.getResponseHeaders()
                .set("Content-Type", request.streaming() ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(200, body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(Arrays.copyOf(body, (int) (body.length * share)));
        out.flush();
    }

    void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException serverCloses) {
            Thread.currentThread().interrupt();
        }
    }

    private OutputStream stream() throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void write(OutputStream out, String event) throws IOException {
        out.write(utf8(event));
        out.flush();
    }

    static String error(String message) {
        var nodes = JsonNodeFactory.instance;
        return nodes.objectNode()
                .set("error", nodes.objectNode().put("message", message).put("type", "scripted"))
                .toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
