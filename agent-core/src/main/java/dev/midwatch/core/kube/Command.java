package dev.midwatch.core.kube;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** A command in a container, over a WebSocket whose messages begin with the number of a stream: 1 and 2 what it prints, 3 how it ended. */
final class Command {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_OUTPUT = 64 * 1024;
    private static final String PROTOCOL = "v4.channel.k8s.io";

    private final ApiConnection api;

    Command(ApiConnection api) {
        this.api = api;
    }

    /** What it printed, both streams as they came; a command that ends with an error says so in the last line. */
    String run(Action.Exec exec, String auditId) throws ClusterException {
        ApiPath path = ApiPath.object(
                        exec.intent().type(),
                        exec.intent().target().namespace(),
                        exec.intent().target().name())
                .sub("exec");
        List<Map.Entry<String, String>> query = new ArrayList<>(List.of(
                Map.entry("stdout", "true"), Map.entry("stderr", "true"), Map.entry("container", exec.container())));
        exec.command().forEach(word -> query.add(Map.entry("command", word)));
        Streams streams = new Streams();
        WebSocket socket = api.stream(
                path, query, Map.of("Sec-WebSocket-Protocol", PROTOCOL, ClusterWriter.AUDIT_HEADER, auditId), streams);
        try {
            return streams.ended.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new ClusterException(
                    Why.TIMEOUT, "the command did not end within %d seconds".formatted(LONGEST.toSeconds()), late);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException(Why.TIMEOUT, "interrupted while the command ran", e);
        } catch (ExecutionException e) {
            throw refusal(path, streams.refusal, e.getCause());
        } finally {
            socket.cancel();
        }
    }

    private ClusterException refusal(ApiPath path, Refusal refusal, Throwable cause) {
        if (refusal != null) {
            return Refusals.of(api.server(), path, refusal.code(), refusal.body());
        }
        return cause instanceof ClusterException ours
                ? ours
                : new ClusterException(Why.UNREACHABLE, "%s: %s".formatted(path, cause.getMessage()), cause);
    }

    /** The answer of a server that did not open the socket. */
    private record Refusal(int code, String body) {}

    private static final class Streams extends WebSocketListener {
        private final CompletableFuture<String> ended = new CompletableFuture<>();
        private final ByteArrayOutputStream output = new ByteArrayOutputStream();
        private volatile Refusal refusal;

        @Override
        public void onMessage(WebSocket socket, ByteString message) {
            if (message.size() == 0) {
                return;
            }
            if (message.getByte(0) == 3) {
                end(message.substring(1));
            } else {
                output.write(
                        message.toByteArray(),
                        1,
                        Math.max(0, Math.min(message.size() - 1, MOST_OUTPUT - output.size())));
            }
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            ended.completeExceptionally(new IOException("the connection ended before the command did: " + reason));
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, Response response) {
            if (response != null) {
                refusal = new Refusal(response.code(), body(response));
            }
            ended.completeExceptionally(failure);
        }

        private void end(ByteString status) {
            try {
                Json how = LiveReader.json(new ByteArrayInputStream(status.toByteArray()));
                String code = how.at("details.causes").items().stream()
                        .filter(cause -> cause.get("reason").is("ExitCode"))
                        .map(cause -> cause.get("message").text())
                        .findFirst()
                        .orElse("");
                if (how.get("status").is("Success")) {
                    ended.complete(printed());
                } else if (!code.isEmpty()) {
                    ended.complete(printed() + "\n(exit code " + code + ")");
                } else {
                    ended.completeExceptionally(
                            new ClusterException(Why.FAILED, how.get("message").text("the command could not be run")));
                }
            } catch (IOException e) {
                ended.completeExceptionally(e);
            }
        }

        private String printed() {
            String text = output.toString(StandardCharsets.UTF_8);
            return output.size() < MOST_OUTPUT ? text : text + "\n… (cut after 64 KiB)";
        }

        private static String body(Response response) {
            try {
                return response.body().string();
            } catch (IOException e) {
                return response.message();
            }
        }
    }
}
