package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a WebSocket server that speaks as the API server does. */
class CommandTest {
    private static final Action.Exec DF = new Action.Exec(
            new Intent(
                    "exec",
                    ResourceType.PODS,
                    new ObjectRef("v1", "Pod", "shop", "web", "uid-1"),
                    Risk.RISKY,
                    "kubectl -n shop exec web -- df -h"),
            "app",
            List.of("df", "-h"));

    private final MockWebServer server = new MockWebServer();
    private ApiConnection api;

    @BeforeEach
    void start() throws IOException {
        server.start();
        api = new ApiConnection(
                new ApiClient().setBasePath("http://127.0.0.1:" + server.getPort()),
                Duration.ofSeconds(10),
                1000,
                new RequestStats(),
                new Contact(Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        api.close();
        server.close();
    }

    @Test
    void givesWhatTheCommandPrinted() throws Exception {
        answer(message(1, "Filesystem\n"), message(2, "warning\n"), message(1, ""), status("Success", ""));

        assertThat(new Command(api).run(DF, "audit-7")).isEqualTo("Filesystem\nwarning\n");

        RecordedRequest asked = server.takeRequest();
        assertThat(asked.getTarget())
                .isEqualTo("/api/v1/namespaces/shop/pods/web/exec"
                        + "?stdout=true&stderr=true&container=app&command=df&command=-h");
        assertThat(asked.getHeaders().get("Audit-ID")).isEqualTo("audit-7");
        assertThat(asked.getHeaders().get("Sec-WebSocket-Protocol")).isEqualTo("v4.channel.k8s.io");
    }

    @Test
    void saysThatACommandEndedWithAnError() throws ClusterException {
        answer(
                message(1, "no such file\n"),
                status("Failure", ",\"details\":{\"causes\":[{\"reason\":\"ExitCode\",\"message\":\"2\"}]}"));
        assertThat(new Command(api).run(DF, "audit-7")).isEqualTo("no such file\n\n(exit code 2)");
    }

    @Test
    void aCommandThatCouldNotBeRunIsAFailure() {
        answer(status("Failure", ",\"message\":\"executable file not found\""));
        ClusterException failed = failed();
        assertThat(failed.why()).isEqualTo(Why.FAILED);
        assertThat(failed).hasMessage("executable file not found");
    }

    @Test
    void aRefusalIsToldAsOfAnyOtherRequest() {
        server.enqueue(new MockResponse.Builder()
                .code(403)
                .addHeader("Content-Type", "application/json")
                .body("{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"message\":\"pods exec is forbidden\"}")
                .build());
        assertThat(failed().why()).isEqualTo(Why.FORBIDDEN);
    }

    @Test
    void aConnectionThatEndsBeforeTheCommandLeavesItUnanswered() {
        server.enqueue(new MockResponse.Builder()
                .webSocketUpgrade(new WebSocketListener() {
                    @Override
                    public void onOpen(WebSocket socket, Response response) {
                        socket.send(message(1, "half"));
                        socket.close(1001, "going away");
                    }
                })
                .build());
        assertThat(failed().why()).isEqualTo(Why.UNREACHABLE);
    }

    @Test
    void keepsNoMoreThanTheFirst64KiB() throws ClusterException {
        answer(message(1, "x".repeat(40_000)), message(1, "y".repeat(40_000)), status("Success", ""));
        assertThat(new Command(api).run(DF, "audit-7"))
                .hasSize(65_536 + "\n… (cut after 64 KiB)".length())
                .endsWith("(cut after 64 KiB)");
    }

    private ClusterException failed() {
        return catchThrowableOfType(ClusterException.class, () -> new Command(api).run(DF, "audit-7"));
    }

    private void answer(ByteString... messages) {
        server.enqueue(new MockResponse.Builder()
                .webSocketUpgrade(new WebSocketListener() {
                    @Override
                    public void onOpen(WebSocket socket, Response response) {
                        for (ByteString message : messages) {
                            socket.send(message);
                        }
                    }
                })
                .build());
    }

    private static ByteString message(int stream, String text) {
        byte[] bytes = ("_" + text).getBytes(StandardCharsets.UTF_8);
        bytes[0] = (byte) stream;
        return ByteString.of(bytes);
    }

    private static ByteString status(String status, String more) {
        return message(3, "{\"kind\":\"Status\",\"status\":\"%s\"%s}".formatted(status, more));
    }
}
