package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not an API server's answer is never read as an empty cluster, and is not waited for without end. */
class UnreliableServerTest {
    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void refusesWebPages() {
        answer("text/html", "<html>please log in</html>");
        assertThatThrownBy(() -> cluster().version())
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("answers with text/html, not as a Kubernetes API server does");
        assertThat(why(snapshot())).isEqualTo("unreachable");
    }

    @Test
    void refusesJsonThatIsNoList() {
        answer("application/json", "{\"status\": \"ok\"}");
        assertThat(why(snapshot())).isEqualTo("unreachable");
    }

    @Test
    void refusesListsThatAreCutShort() {
        answer("application/json", "{\"metadata\": {}, \"items\": [{\"metadata\": {\"name\": \"web-1\"");
        assertThat(why(snapshot())).isEqualTo("unreachable");
    }

    @Test
    void readsAListWithoutItemsAsEmpty() throws ClusterException {
        answer("application/json", "{\"metadata\": {}, \"items\": null}");
        assertThat(snapshot().list(ListQuery.of(ResourceType.PODS))).isEmpty();
        assertThat(snapshot().coverage().complete()).isTrue();
    }

    @Test
    void stopsAskingAServerThatAnswersNoListInTime() {
        AtomicInteger asked = new AtomicInteger();
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            hold();
        });
        List<ResourceType> types = List.of(
                ResourceType.PODS,
                ResourceType.NODES,
                ResourceType.SERVICES,
                ResourceType.SECRETS,
                ResourceType.CONFIG_MAPS,
                ResourceType.DEPLOYMENTS,
                ResourceType.REPLICA_SETS,
                ResourceType.JOBS,
                ResourceType.NAMESPACES);
        Snapshot snapshot = cluster(address(), Duration.ofMillis(300))
                .snapshot(types.stream().map(Permission::list).toList(), SnapshotScope.EVERYTHING);
        assertThat(snapshot.coverage().blind())
                .hasSameSizeAs(types)
                .extracting(Coverage.Blind::why)
                .containsOnly("timeout");
        assertThat(asked.get()).isLessThan(types.size());
    }

    @Test
    void namesWhatDoesNotSpeakTls() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> answerInTheClear(plain));
            assertThatThrownBy(() -> cluster("https://127.0.0.1:" + plain.getLocalPort(), Duration.ofSeconds(20))
                            .version())
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("it may not speak TLS");
        }
    }

    @Test
    void namesAServerAddressThatIsNone() throws IOException {
        Path file = kubeconfig("not an address");
        assertThatThrownBy(() -> Cluster.connect(ClusterSettings.of(file)))
                .isInstanceOf(NoClusterException.class)
                .hasMessageContaining("server \"not an address\" is not an address such as https://host:6443");
    }

    @Test
    void namesAnEmptyKubeconfig() throws IOException {
        Path file = Files.createFile(directory.resolve("empty"));
        assertThatThrownBy(() -> Cluster.connect(ClusterSettings.of(file)))
                .isInstanceOf(NoClusterException.class)
                .hasMessageContaining("is empty");
    }

    private static String why(Snapshot snapshot) {
        return snapshot.coverage().blind().get(0).why();
    }

    private Snapshot snapshot() {
        return cluster().snapshot(List.of(Permission.list(ResourceType.PODS)), SnapshotScope.EVERYTHING);
    }

    private Cluster cluster() {
        return cluster(address(), Duration.ofSeconds(20));
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Cluster cluster(String address, Duration deadline) {
        try {
            return Cluster.connect(ClusterSettings.of(kubeconfig(address)).deadline(deadline));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path kubeconfig(String address) throws IOException {
        String text = """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "%s"}}]
                users: [{name: test, user: {token: test-token}}]
                contexts: [{name: test, context: {cluster: test, user: test}}]
                current-context: test
                """;
        return Files.writeString(directory.resolve("kubeconfig"), text.formatted(address));
    }

    private void answer(String type, String body) {
        server.createContext("/", exchange -> send(exchange, type, body));
    }

    private static void send(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void answerInTheClear(ServerSocket socket) {
        try {
            while (true) {
                try (Socket peer = socket.accept()) {
                    peer.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException closed) {
            assertThat(socket.isClosed()).isTrue();
        }
    }

    private void hold() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
