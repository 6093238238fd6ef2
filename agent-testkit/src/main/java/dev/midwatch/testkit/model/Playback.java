package dev.midwatch.testkit.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Records each request and plays the next step of the script for it. */
final class Playback implements HttpHandler {
    private final Queue<Step> script;
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    Playback(Queue<Step> script) {
        this.script = script;
    }

    List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    void release() {
        closing.countDown();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String bearer = exchange.getRequestHeaders().getFirst("Authorization");
            RecordedRequest request = new RecordedRequest(
                    exchange.getRequestURI().getPath(),
                    bearer != null && bearer.startsWith("Bearer "),
                    text,
                    Message.parse(text));
            Step step;
            synchronized (this) {
                requests.add(request);
                step = script.poll();
            }
            if (step == null) {
                step = new Step.Failure(500, Optional.empty(), "the script has no step for request " + requests.size());
            }
            play(step, request, exchange);
        }
    }

    private void play(Step step, RecordedRequest request, HttpExchange exchange) throws IOException {
        if (step instanceof Step.Answer answer) {
            send(exchange, 200, contentType(request), bytes(answer.message(), request));
        } else if (step instanceof Step.Failure failure) {
            failure.retryAfter()
                    .ifPresent(
                            wait -> exchange.getResponseHeaders().set("Retry-After", Long.toString(wait.toSeconds())));
            send(exchange, failure.status(), "application/json", utf8(error(failure.message())));
        } else if (step instanceof Step.Raw raw) {
            send(exchange, 200, raw.contentType(), utf8(raw.body()));
        } else if (step instanceof Step.ErrorInside inside) {
            String error = error(inside.message());
            String body = request.streaming() ? "data: " + error + "\n\n" : error;
            send(exchange, 200, contentType(request), utf8(body));
        } else if (step instanceof Step.Stall stall) {
            byte[] body = bytes(stall.message(), request);
            part(exchange, request, body, (int) (body.length * stall.share()));
            awaitClosing();
        } else if (step instanceof Step.Cut cut) {
            byte[] body = bytes(cut.message(), request);
            part(exchange, request, body, body.length / 2);
        }
    }

    private static byte[] bytes(Message message, RecordedRequest request) {
        return utf8(
                request.streaming()
                        ? String.join("", message.events(request.model()))
                        : message.document(request.model(), request.text().length() / 4));
    }

    private static String contentType(RecordedRequest request) {
        return request.streaming() ? "text/event-stream" : "application/json";
    }

    private static String error(String message) {
        var nodes = JsonNodeFactory.instance;
        return nodes.objectNode()
                .set("error", nodes.objectNode().put("message", message).put("type", "scripted"))
                .toString();
    }

    private static void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Announces the whole body and sends less: closing the exchange afterwards closes the connection. */
    private static void part(HttpExchange exchange, RecordedRequest request, byte[] body, int length)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType(request));
        exchange.sendResponseHeaders(200, body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(Arrays.copyOf(body, length));
        out.flush();
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException serverCloses) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
