package dev.midwatch.core.kube;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A Kubernetes API server that answers each path as it is told, and 404 as one does that does not serve it. */
public final class ApiStub implements AutoCloseable {
    /** What it got. */
    public record Request(
            String method, String path, Map<String, String> query, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    /** How it answers. */
    public interface Answer {
        void give(HttpExchange exchange, CountDownLatch closed) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Path kubeconfig;
    public final List<Request> requests = new CopyOnWriteArrayList<>();

    public ApiStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        kubeconfig = Files.createTempFile("kubeconfig", ".yaml");
        Files.writeString(kubeconfig, Kubeconfigs.of(url(), ""));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    ClusterSettings settings() {
        return ClusterSettings.of(kubeconfig);
    }

    public Cluster cluster() {
        return Cluster.connect(settings());
    }

    /** Answers requests for the path one after the other; the last answer again and again. */
    public ApiStub on(String path, Answer... inTurn) {
        answers.put(path, new ArrayDeque<>(List.of(inTurn)));
        return this;
    }

    public List<Request> to(String path) {
        return requests.stream().filter(one -> one.path().equals(path)).toList();
    }

    static Answer body(int code, String contentType, String body) {
        return (exchange, closed) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", contentType);
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    public static Answer json(String body) {
        return body(200, "application/json", body.replace('\'', '"'));
    }

    /** A list of these objects; single quotes stand for double ones. */
    static Answer list(String... items) {
        return json(
                "{'kind':'List','metadata':{'resourceVersion':'7'},'items':[%s]}".formatted(String.join(",", items)));
    }

    /** A page, with the token of the next one. */
    static Answer page(String token, String... items) {
        return json(
                "{'kind':'List','items':[%s],'metadata':{'continue':'%s'}}".formatted(String.join(",", items), token));
    }

    public static Answer status(int code, String reason, String message) {
        String body = "{'kind':'Status','code':%d,'reason':'%s','message':'%s'}".formatted(code, reason, message);
        return body(code, "application/json", body.replace('\'', '"'));
    }

    public static Answer forbidden() {
        return status(403, "Forbidden", "user cannot list that");
    }

    /** The same list packed, as an API server sends long ones to whoever takes gzip; of the bytes only the first so many. */
    static Answer packed(int most, String... items) {
        return (exchange, closed) -> {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
                String body = "{'kind':'List','items':[%s]}".formatted(String.join(",", items));
                zip.write(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            }
            int length = Math.min(most, packed.size());
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, length);
            exchange.getResponseBody().write(packed.toByteArray(), 0, length);
        };
    }

    /** Breaks off in the middle of the body it announced. */
    static Answer cut(String body) {
        return (exchange, closed) -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length() + 1_000L);
            exchange.getResponseBody().write(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** Starts to answer, and never ends. */
    static Answer stall(String beginning) {
        return (exchange, closed) -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(beginning.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            awaitQuietly(closed);
        };
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String object(String namespace, String name) {
        return "{'metadata':{'name':'%s','namespace':'%s','uid':'u-%s'}}".formatted(name, namespace, name);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    path,
                    query(exchange.getRequestURI().getRawQuery()),
                    Map.copyOf(exchange.getRequestHeaders()),
                    body));
            next(path).orElse(body(404, "text/plain", "404 page not found\n")).give(exchange, closed);
        }
    }

    private synchronized Optional<Answer> next(String path) {
        Deque<Answer> left = answers.getOrDefault(path, new ArrayDeque<>());
        return left.size() > 1 ? Optional.of(left.poll()) : Optional.ofNullable(left.peek());
    }

    private static Map<String, String> query(String raw) {
        return Stream.ofNullable(raw)
                .flatMap(all -> Stream.of(all.split("&")))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (one, other) -> other,
                        LinkedHashMap::new));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        try {
            Files.deleteIfExists(kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
