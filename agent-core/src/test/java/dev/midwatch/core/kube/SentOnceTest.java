package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A write that goes out a second time is a second write, whatever came of the first. */
class SentOnceTest {
    private static final String SENT = "sent";
    private static final Intent INTENT = new Intent(
            "test_action",
            ResourceType.PODS,
            new ObjectRef("v1", "Pod", "shop", "web", "uid-1"),
            Risk.RISKY,
            "kubectl ...");
    private static final Action.Patch PATCH =
            new Action.Patch(INTENT, "", PatchType.MERGE, Json.of(Map.of("spec", Map.of("replicas", 3))));

    @TempDir
    Path directory;

    private final MockWebServer server = new MockWebServer();
    private final Queue<String> writes = new ConcurrentLinkedQueue<>();
    private MockResponse answer;
    private Cluster cluster;

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getMethod().equals("GET") && !request.getTarget().contains("/exec")) {
                    return new MockResponse.Builder()
                            .addHeader("Content-Type", "application/json")
                            .body("{\"metadata\":{\"name\":\"web\",\"namespace\":\"shop\",\"uid\":\"uid-1\"}}")
                            .build();
                }
                writes.add(SENT);
                return answer;
            }
        });
        server.start();
        cluster = Cluster.connect(ClusterSettings.of(Files.writeString(
                directory.resolve("kubeconfig"), Kubeconfigs.of("http://127.0.0.1:" + server.getPort(), ""))));
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    static Stream<Arguments> writesAndAnswers() {
        return Stream.of(PATCH, new Action.Delete(INTENT), new Action.Evict(INTENT))
                .flatMap(action -> Stream.of(
                                cutAfterTheBody(),
                                code(503, "Retry-After", "0"),
                                code(408, "Retry-After", "0"),
                                there())
                        .map(answer -> Arguments.of(action, answer)));
    }

    @ParameterizedTest
    @MethodSource("writesAndAnswers")
    void aWriteWhoseAnswerIsLostOrAsksForAnotherIsNotSentAgain(Action action, MockResponse lost)
            throws ClusterException {
        answer = lost;
        // The connection is one that was used before, as it is when the gate writes.
        assertThat(cluster.writer().target(action)).isPresent();

        catchThrowableOfType(ClusterException.class, () -> cluster.writer().execute(action, "41", "audit-7"));

        assertThat(writes).containsExactly(SENT);
    }

    @ParameterizedTest
    @MethodSource("lostHandshakes")
    void aCommandWhoseAnswerIsLostIsNotRunAgain(MockResponse lost) throws ClusterException {
        answer = lost;
        assertThat(cluster.writer().target(PATCH)).isPresent();

        catchThrowableOfType(
                ClusterException.class,
                () -> cluster.writer().exec(new Action.Exec(INTENT, "app", List.of("df")), "audit-7"));

        assertThat(writes).containsExactly(SENT);
    }

    static Stream<MockResponse> lostHandshakes() {
        return Stream.of(cutAfterTheBody(), code(408, "Retry-After", "0"), there());
    }

    @Test
    void aReadIsTriedAgain() throws ClusterException {
        assertThat(cluster.live().find(ResourceType.PODS, "shop", "web")).isPresent();
        Queue<MockResponse> answers = new ConcurrentLinkedQueue<>(List.of(cutAfterTheBody()));
        Dispatcher sound = server.getDispatcher();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                MockResponse first = answers.poll();
                return first == null ? sound.dispatch(request) : first;
            }
        });

        assertThat(cluster.live().find(ResourceType.PODS, "shop", "web")).isPresent();
        assertThat(answers).isEmpty();
    }

    @Test
    void aWriteThatIsNotAnsweredIsToldAsThat() {
        answer = cutAfterTheBody();
        ClusterException unanswered = catchThrowableOfType(
                ClusterException.class, () -> cluster.writer().execute(PATCH, "41", "audit-7"));
        assertThat(unanswered.why()).isEqualTo(Why.UNREACHABLE);
    }

    private static MockResponse cutAfterTheBody() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    private static MockResponse code(int code, String header, String value) {
        return new MockResponse.Builder().code(code).addHeader(header, value).build();
    }

    /** Sends whoever asks to the same place. */
    private static MockResponse there() {
        return code(307, "Location", "/api/v1/namespaces/shop/pods/web");
    }
}
