package dev.midwatch.core.kube;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What may stand between us and an API server: it cuts watches, loses what happened, falls silent, forbids, or is not there. */
final class UnsteadyProxy implements AutoCloseable {
    private final HttpServer server;
    private final URI behind;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<InputStream> watches = ConcurrentHashMap.newKeySet();
    private final AtomicInteger gone = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private volatile String held = "";

    /** Path and query of what is refused with 403. */
    volatile Predicate<String> forbidden = path -> false;

    volatile boolean mute;
    volatile boolean away;
    /** Only watches are answered. */
    volatile boolean listsAway;

    /** Path and query of all that came. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    UnsteadyProxy(URI behind) throws IOException {
        this.behind = behind;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    Path kubeconfig(Path directory, String token) throws IOException {
        return Files.writeString(directory.resolve("proxied"), """
            apiVersion: v1
            kind: Config
            current-context: test
            contexts: [{name: test, context: {cluster: test, user: test, namespace: default}}]
            users: [{name: test, user: {token: "%s"}}]
            clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
            """.formatted(
                        token, server.getAddress().getPort()));
    }

    void cutWatches() {
        watches.forEach(UnsteadyProxy::closeQuietly);
    }

    /** Lists of that path wait until {@link #letGo}. */
    void hold(String path) {
        held = path;
    }

    void letGo() {
        letGo.countDown();
    }

    /** The next so many watches begin too late to be told what happened since. */
    void loseHistory(int times) {
        gone.set(times);
    }

    long count(String path, boolean watch) {
        return requests.stream()
                .filter(one -> one.split("\\?")[0].equals(path) && one.contains("watch=true") == watch)
                .count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            requests.add(target);
            boolean watch = target.contains("watch=true");
            if (!watch && target.split("\\?")[0].equals(held)) {
                ApiStub.awaitQuietly(letGo);
            }
            if (away || listsAway && !watch) {
                return;
            }
            if (forbidden.test(target)) {
                answer(exchange, 403, status(403, "Forbidden"));
            } else if (watch && gone.get() > 0) {
                // The server says it in either way.
                int left = gone.getAndDecrement();
                String event = "{\"type\":\"ERROR\",\"object\":%s}\n".formatted(status(410, "Expired"));
                answer(exchange, left % 2 == 0 ? 410 : 200, left % 2 == 0 ? status(410, "Expired") : event);
            } else {
                forward(exchange, watch);
            }
        }
    }

    private void forward(HttpExchange exchange, boolean watch) throws IOException {
        try {
            HttpResponse<InputStream> answer = client.send(request(exchange), BodyHandlers.ofInputStream());
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            answer.headers().firstValue("Content-Type").orElse("text/plain"));
            exchange.sendResponseHeaders(answer.statusCode(), 0);
            exchange.getResponseBody().flush();
            if (watch && mute) {
                closed.await();
            }
            pass(answer.body(), exchange.getResponseBody(), watch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()));
        for (String name : List.of("Authorization", "Accept", "Content-Type")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        return request.method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
    }

    private void pass(InputStream from, OutputStream to, boolean watch) throws IOException {
        if (watch) {
            watches.add(from);
            // One that was on its way when the server went was not there to be cut.
            if (away) {
                closeQuietly(from);
            }
        }
        try (from) {
            byte[] buffer = new byte[8192];
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                to.write(buffer, 0, count);
                to.flush();
            }
        } finally {
            watches.remove(from);
        }
    }

    private static void answer(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String status(int code, String reason) {
        return "{\"kind\":\"Status\",\"code\":%d,\"reason\":\"%s\",\"message\":\"as the test wants it\"}"
                .formatted(code, reason);
    }

    private static void closeQuietly(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        letGo.countDown();
        cutWatches();
        server.stop(0);
        threads.shutdownNow();
    }
}
