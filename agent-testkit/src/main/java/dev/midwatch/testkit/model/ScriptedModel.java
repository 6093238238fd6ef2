package dev.midwatch.testkit.model;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

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
    private final Playback playback = new Playback();
    private final Facts facts = new Facts();

    private ScriptedModel(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
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
            server.createContext("/", model.facts);
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

    /** The next step of the script; {@link Step} names them all, and the most used have a method of their own here. */
    public ScriptedModel then(Step step) {
        playback.script().add(step);
        return this;
    }

    /** Answers by what is asked; where this gives nothing the script goes on. */
    public ScriptedModel answering(Function<RecordedRequest, Optional<Step>> responder) {
        playback.answers(responder);
        return this;
    }

    /** From now on a server that answers 400 to every request with tools. */
    public ScriptedModel refusingTools() {
        return answering(request -> request.tools().isEmpty()
                ? Optional.empty()
                : Optional.of(Step.status(400, request.model() + " does not support tools")));
    }

    /** From now on a server that answers 400 to every request for a stream. */
    public ScriptedModel refusingStreams() {
        return answering(request -> request.streaming()
                ? Optional.of(Step.status(400, "stream is not supported by this endpoint"))
                : Optional.empty());
    }

    /** From now on a server that reads no more than so many tokens of a request and does not say so. */
    public ScriptedModel countingAtMost(int tokens) {
        playback.countsAtMost(tokens);
        return this;
    }

    /** Tells this about itself at this path, {@code /v1/models} for instance. */
    public ScriptedModel telling(String path, String json) {
        facts.put(path, json);
        return this;
    }

    /** The paths at which it was asked about itself, in order of arrival. */
    public List<String> asked() {
        return facts.asked();
    }

    /** As {@link Step#reply}. */
    public ScriptedModel reply(String text) {
        return then(Step.reply(text));
    }

    /** As {@link Step#replyEnding}. */
    public ScriptedModel replyEnding(String text, String finishReason) {
        return then(Step.replyEnding(text, finishReason));
    }

    /** As {@link Step#toolCall}. */
    public ScriptedModel toolCall(String tool, String arguments) {
        return then(Step.toolCall(tool, arguments));
    }

    /** As {@link Step#toolCalls(List, String)}. */
    public ScriptedModel toolCalls(List<String> tools, String arguments) {
        return then(Step.toolCalls(tools, arguments));
    }

    /** As {@link Step#toolCalls(List, List)}. */
    public ScriptedModel toolCalls(List<String> tools, List<String> arguments) {
        return then(Step.toolCalls(tools, arguments));
    }

    /** As {@link Step#toolCallWithObject}. */
    public ScriptedModel toolCallWithObject(String tool, String json) {
        return then(Step.toolCallWithObject(tool, json));
    }

    /** As {@link Step#toolCallWithNulls}. */
    public ScriptedModel toolCallWithNulls(String tool) {
        return then(Step.toolCallWithNulls(tool));
    }

    /** An HTTP error. */
    public ScriptedModel status(int code) {
        return then(Step.status(code, "scripted " + code));
    }

    /** As {@link Step#status(int, String)}. */
    public ScriptedModel status(int code, String message) {
        return then(Step.status(code, message));
    }

    /** As {@link Step#status(int, Duration)}. */
    public ScriptedModel status(int code, Duration retryAfter) {
        return then(Step.status(code, retryAfter));
    }

    /** Headers, then silence. */
    public ScriptedModel stallAfterHeaders() {
        return then(Step.stall("never sent", 0));
    }

    /** Half of the answer, then silence. */
    public ScriptedModel stallHalfWay(String text) {
        return then(Step.stall(text, 0.5));
    }

    /** As {@link Step#cut}. */
    public ScriptedModel cut(String text) {
        return then(Step.cut(text));
    }

    /** As {@link Step#errorInside}. */
    public ScriptedModel errorInside(String message) {
        return then(Step.errorInside(message));
    }

    /** As {@link Step#raw}. */
    public ScriptedModel raw(String contentType, String body) {
        return then(Step.raw(contentType, body));
    }

    /** All requests so far, in order of arrival. */
    public List<RecordedRequest> requests() {
        return playback.requests();
    }

    /** Drops the steps that have not been played. */
    public void forget() {
        playback.script().clear();
    }

    /** Lets go of the requests received so far: in a run of days they would fill the memory. */
    public void forgetRequests() {
        playback.forgetRequests();
    }

    /** How many steps have not been played. */
    public int left() {
        return playback.script().size();
    }

    /** Ends every stalled exchange and the server. */
    @Override
    public void close() {
        playback.release();
        server.stop(0);
        threads.shutdownNow();
    }
}
