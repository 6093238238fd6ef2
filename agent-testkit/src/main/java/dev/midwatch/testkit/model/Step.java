package dev.midwatch.testkit.model;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What the scripted server does with one request. An answer is served as JSON or, if the request asks for it, as a stream. */
public final class Step {
    /** How it is done. */
    @FunctionalInterface
    interface Play {
        void on(Wire wire) throws IOException;
    }

    private static final AtomicInteger IDS = new AtomicInteger();

    private final Play play;

    private Step(Play play) {
        this.play = play;
    }

    void play(Wire wire) throws IOException {
        play.on(wire);
    }

    /** A finished answer. */
    public static Step reply(String text) {
        return answer(Message.text(text));
    }

    /** An answer that ends with this reason: {@code length}, {@code content_filter}, or null for a missing one. */
    public static Step replyEnding(String text, String finishReason) {
        return answer(new Message("", text, List.of(), finishReason));
    }

    /** What a reasoning model says to itself in a field of its own, and then the answer. */
    public static Step replyAfterThinking(String thought, String text) {
        return answer(new Message(thought, text, List.of(), "stop"));
    }

    /** A finished answer that another model than the asked one says it gave. */
    public static Step replyAs(String model, String text) {
        return new Step(wire -> wire.as(model).answer(Message.text(text)));
    }

    /** A finished answer as one JSON document, also where a stream was asked for. */
    public static Step replyWhole(String text) {
        return new Step(wire -> wire.document(Message.text(text)));
    }

    /** A stream that says how it ends and then just ends, without {@code [DONE]}. */
    public static Step replyWithoutEndMark(String text) {
        return new Step(wire -> {
            List<String> events = wire.events(Message.text(text));
            wire.events(events.subList(0, events.size() - 1));
        });
    }

    /** A tool call whose arguments are sent as this very text, well-formed or not. */
    public static Step toolCall(String tool, String arguments) {
        return toolCalls(List.of(tool), arguments);
    }

    /** Several tool calls at once, all with the same arguments. */
    public static Step toolCalls(List<String> tools, String arguments) {
        return toolCalls(tools, Collections.nCopies(tools.size(), arguments));
    }

    /** Several tool calls at once, each with arguments of its own. */
    public static Step toolCalls(List<String> tools, List<String> arguments) {
        return answer(Message.calls(IntStream.range(0, tools.size())
                .mapToObj(call -> new Message.Call(id(), tools.get(call), TextNode.valueOf(arguments.get(call))))
                .toList()));
    }

    /** A tool call whose arguments are a JSON object instead of a string, as some servers send them. */
    public static Step toolCallWithObject(String tool, String json) {
        return answer(Message.calls(List.of(new Message.Call(id(), tool, Message.parse(json)))));
    }

    /** A tool call without id and without arguments. */
    public static Step toolCallWithNulls(String tool) {
        return answer(Message.calls(List.of(new Message.Call(null, tool, null))));
    }

    /** A well-formed tool call whose one argument, {@code command}, is this many characters long. */
    public static Step toolCallOfLength(String tool, int characters) {
        return toolCall(tool, "{\"command\":\"" + "x".repeat(characters) + "\"}");
    }

    /** An HTTP error in OpenAI's shape, with this message in its body. */
    public static Step status(int code, String message) {
        return new Step(wire -> wire.failure(code, Optional.empty(), message));
    }

    /** An HTTP error that says when to come back, in whole seconds. */
    public static Step status(int code, Duration retryAfter) {
        return new Step(wire -> wire.failure(code, Optional.of(retryAfter), "scripted " + code));
    }

    /** Headers, part of the body, then silence until the server closes. */
    static Step stall(String text, double share) {
        return new Step(wire -> {
            wire.part(Message.text(text), share);
            wire.awaitClosing();
        });
    }

    /** So many events of a stream (the first has no text, the next two have half of it each), then silence. */
    public static Step stallAfterChunks(int chunks, String text) {
        return new Step(wire -> {
            wire.events(wire.events(Message.text(text)).subList(0, chunks));
            wire.awaitClosing();
        });
    }

    /** Half of the answer, then the connection is closed. */
    public static Step cut(String text) {
        return new Step(wire -> wire.part(Message.text(text), 0.5));
    }

    /** An answer that never ends: the same piece for ever; a stream, also where none was asked for. */
    public static Step endless(String piece) {
        return new Step(wire -> wire.endless(piece));
    }

    /** A 200 that carries an error object instead of an answer, as some proxies send it; in a stream, as a chunk. */
    public static Step errorInside(String message) {
        return new Step(wire -> wire.errorInside(message));
    }

    /** Half of the answer, then a chunk with an error, then {@code [DONE]}. */
    public static Step errorAfterHalf(String text, String message) {
        return new Step(wire -> wire.events(List.of(
                wire.events(Message.text(text)).get(1), Message.data(Wire.error(message)), Message.data("[DONE]"))));
    }

    /** A stream of exactly these payloads. */
    public static Step stream(String... payloads) {
        return new Step(
                wire -> wire.events(Arrays.stream(payloads).map(Message::data).toList()));
    }

    /** A 200 with any body, {@code text/html} for instance. */
    public static Step raw(String contentType, String body) {
        return new Step(wire -> wire.send(200, contentType, body));
    }

    private static Step answer(Message message) {
        return new Step(wire -> wire.answer(message));
    }

    private static String id() {
        return "call_" + IDS.incrementAndGet();
    }
}
