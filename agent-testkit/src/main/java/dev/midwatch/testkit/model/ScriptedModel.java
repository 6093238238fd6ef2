package dev.midwatch.testkit.model;

import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * An OpenAI-compatible server on a free loopback port that plays a script: each request takes the next step. A request beyond the
 * script is answered with 500 and says so.
 *
 * <pre>{@code
 * try (ScriptedModel model = ScriptedModel.start().toolCall("kubectl", "{\"command\":\"get nodes\"}").reply("All is well.")) {
 *     ... model.baseUrl() ...
 *     assertThat(model.requests()).hasSize(2);
 * }
 * }</pre>
 */
public final class ScriptedModel implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;
    private final Playback playback;
    private final ConcurrentLinkedQueue<Step> script = new ConcurrentLinkedQueue<>();
    private int calls;

    private ScriptedModel(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
        this.playback = new Playback(script);
    }

    public static ScriptedModel start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "scripted-model");
                thread.setDaemon(true);
                return thread;
            });
            ScriptedModel model = new ScriptedModel(server, threads);
            server.setExecutor(threads);
            server.createContext("/v1/chat/completions", model.playback);
            server.start();
            return model;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** What to configure as the model's base URL. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** A finished answer. */
    public ScriptedModel reply(String text) {
        return step(new Step.Answer(Message.text(text)));
    }

    /** An answer that ends with this reason: {@code length}, {@code content_filter}, or null for a missing one. */
    public ScriptedModel replyEnding(String text, String finishReason) {
        return step(new Step.Answer(new Message(text, List.of(), finishReason)));
    }

    /** A tool call whose arguments are sent as this very text, well-formed or not. */
    public ScriptedModel toolCall(String tool, String arguments) {
        return toolCalls(List.of(tool), arguments);
    }

    /** Several tool calls at once, all with the same arguments. */
    public ScriptedModel toolCalls(List<String> tools, String arguments) {
        return calls(tools.stream()
                .map(tool -> new Message.Call(nextId(), tool, TextNode.valueOf(arguments)))
                .toList());
    }

    /** Several tool calls at once, each with arguments of its own. */
    public ScriptedModel toolCalls(List<String> tools, List<String> arguments) {
        return calls(IntStream.range(0, tools.size())
                .mapToObj(call -> new Message.Call(nextId(), tools.get(call), TextNode.valueOf(arguments.get(call))))
                .toList());
    }

    /** A tool call whose arguments are a JSON object instead of a string, as some servers send them. */
    public ScriptedModel toolCallWithObject(String tool, String json) {
        return calls(List.of(new Message.Call(nextId(), tool, Message.parse(json))));
    }

    /** A tool call without id and without arguments. */
    public ScriptedModel toolCallWithNulls(String tool) {
        return calls(List.of(new Message.Call(null, tool, null)));
    }

    /** An HTTP error. */
    public ScriptedModel status(int code) {
        return step(new Step.Failure(code, Optional.empty(), "scripted " + code));
    }

    /** An HTTP error with this message in its body. */
    public ScriptedModel status(int code, String message) {
        return step(new Step.Failure(code, Optional.empty(), message));
    }

    /** An HTTP error that says when to come back, in whole seconds. */
    public ScriptedModel status(int code, Duration retryAfter) {
        return step(new Step.Failure(code, Optional.of(retryAfter), "scripted " + code));
    }

    /** Headers, then silence. */
    public ScriptedModel stallAfterHeaders() {
        return step(new Step.Stall(Message.text("never sent"), 0));
    }

    /** Half of the answer, then silence. */
    public ScriptedModel stallHalfWay(String text) {
        return step(new Step.Stall(Message.text(text), 0.5));
    }

    /** Half of the answer, then the connection is closed. */
    public ScriptedModel cut(String text) {
        return step(new Step.Cut(Message.text(text)));
    }

    /** A 200 with an error object in it; in a stream, a chunk with an error. */
    public ScriptedModel errorInside(String message) {
        return step(new Step.ErrorInside(message));
    }

    /** A 200 with any body, {@code text/html} for instance. */
    public ScriptedModel raw(String contentType, String body) {
        return step(new Step.Raw(contentType, body));
    }

    /** All requests so far, in order of arrival. */
    public List<RecordedRequest> requests() {
        return playback.requests();
    }

    /** Drops the steps that have not been played. */
    public void forget() {
        script.clear();
    }

    /** How many steps have not been played. */
    public int left() {
        return script.size();
    }

    /** Ends every stalled exchange and the server. */
    @Override
    public void close() {
        playback.release();
        server.stop(0);
        threads.shutdownNow();
    }

    private ScriptedModel calls(List<Message.Call> some) {
        return step(new Step.Answer(new Message("", new ArrayList<>(some), "tool_calls")));
    }

    private String nextId() {
        return "call_" + ++calls;
    }

    private ScriptedModel step(Step step) {
        script.add(step);
        return this;
    }
}
