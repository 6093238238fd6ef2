package dev.midwatch.core.model;

import dev.midwatch.core.model.ModelException.Kind;
import dev.midwatch.core.tool.Redactor;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * The way to a server, for as long as the caller's thread has time. Every failure is a typed one.
 *
 * @param patience how long a body may fall silent once it has begun
 */
record ModelServer(HttpClient http, Redactor redactor, InstantSource clock, Duration patience) {
    /** Of an answer that is not streamed, and of what a server tells about itself. */
    static final int LONGEST_BODY = 4_000_000;

    private static final int LONGEST_ERROR = 64_000;
    /** For what an error says, when its status is known already. */
    private static final Duration ERROR_PATIENCE = Duration.ofSeconds(2);

    /** What is made of a good answer. */
    @FunctionalInterface
    interface Reading {
        /** @param streams whether these are server-sent events rather than one document */
        String of(Arrival body, byte[] first, boolean streams) throws InterruptedException;
    }

    /** @throws ModelException for every answer that is not a good one */
    String ask(HttpRequest request, Reading reading) {
        try {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = http.send(request, BodyHandlers.ofPublisher());
            try (Arrival body = new Arrival()) {
                response.body().subscribe(body);
                if (response.statusCode() / 100 != 2) {
                    throw failure(response, body.beginning(LONGEST_ERROR, Deadline.in(ERROR_PATIENCE, clock)));
                }
                byte[] first = body.next(patience);
                return reading.of(body, first, streams(response, first));
            }
        } catch (IOException lost) {
            throw new ModelException(
                    Kind.UNREACHABLE, "no answer from " + request.uri().getAuthority() + ": " + Arrival.said(lost));
        } catch (InterruptedException tooLate) {
            Thread.currentThread().interrupt();
            throw new ModelException(Kind.TIMEOUT, "the call was given up");
        }
    }

    /** By the first byte: a document is labelled as a stream by some, and a stream as anything. */
    private static boolean streams(HttpResponse<?> response, byte[] first) {
        char begin = first.length == 0 ? ' ' : (char) first[0];
        boolean labelled = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("event-stream"))
                .isPresent();
        return labelled ? "{[<".indexOf(begin) < 0 : begin == ':' || begin == 'd';
    }

    private ModelException failure(HttpResponse<?> response, String body) {
        Duration wait = response.headers()
                .firstValue("Retry-After")
                .flatMap(text -> RetryAfter.parse(text, clock.instant()))
                .orElse(null);
        return ModelException.of(response.statusCode(), redactor.redact(AnswerRepair.message(body)), wait);
    }
}
