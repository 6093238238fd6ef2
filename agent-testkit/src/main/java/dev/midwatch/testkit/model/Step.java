package dev.midwatch.testkit.model;

import java.time.Duration;
import java.util.Optional;

/** What the scripted server does with one request. */
sealed interface Step {
    /** A whole answer; served as JSON or, if the request asks for it, as a stream. */
    record Answer(Message message) implements Step {}

    /** An HTTP error in OpenAI's shape. */
    record Failure(int status, Optional<Duration> retryAfter, String message) implements Step {}

    /** A 200 whose body is whatever this says. */
    record Raw(String contentType, String body) implements Step {}

    /** A 200 that carries an error object instead of an answer, as some proxies send it; in a stream, as a chunk. */
    record ErrorInside(String message) implements Step {}

    /** Headers, part of the body, then nothing until the server closes. */
    record Stall(Message message, double share) implements Step {}

    /** Headers, half of the body, then the connection is gone. */
    record Cut(Message message) implements Step {}
}
