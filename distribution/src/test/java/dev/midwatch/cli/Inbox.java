package dev.midwatch.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Takes the messages of a gateway that lives many times and can die between a message and its answer. */
final class Inbox implements AutoCloseable {
    /** A message that came, and to which of the gateway's lives it belongs. */
    record Post(int life, String id, String body) {}

    private record Withheld(CountDownLatch taken, CountDownLatch dead) {}

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final AtomicInteger life = new AtomicInteger();
    /** Set while the answer to the next message is withheld until the gateway is dead. */
    private final AtomicReference<Withheld> next = new AtomicReference<>();

    private volatile Withheld kept = new Withheld(new CountDownLatch(1), new CountDownLatch(1));

    Inbox() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    int nextLife() {
        return life.incrementAndGet();
    }

    List<Post> posts() {
        return posts;
    }

    /** Waits for a message whose sender is to die before it has the answer; false if none comes. */
    boolean takeOneAndKeepItsAnswer() throws InterruptedException {
        kept = new Withheld(new CountDownLatch(1), new CountDownLatch(1));
        next.set(kept);
        return kept.taken().await(1, TimeUnit.MINUTES);
    }

    void senderIsDead() {
        next.set(null);
        kept.dead().countDown();
    }

    private void take(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        posts.add(new Post(life.get(), id, body));
        Withheld withheld = next.getAndSet(null);
        if (withheld != null) {
            withheld.taken().countDown();
            awaitDeath(withheld);
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private static void awaitDeath(Withheld withheld) {
        try {
            if (!withheld.dead().await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the gateway was not killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All bodies that came under each id, in order of first arrival. */
    Map<String, Set<String>> arrived() {
        Map<String, Set<String>> arrived = new LinkedHashMap<>();
        posts.forEach(post ->
                arrived.computeIfAbsent(post.id(), any -> new LinkedHashSet<>()).add(post.body()));
        return arrived;
    }

    String everything() {
        return arrived().values().stream().flatMap(Set::stream).collect(Collectors.joining("\n"));
    }

    /** What was told of each workload that breaks and heals, in order: new, resolved. */
    Map<String, List<String>> stories() {
        Map<String, List<String>> stories = new TreeMap<>();
        for (Set<String> bodies : arrived().values()) {
            for (String body : bodies) {
                for (String workload : List.of("shop/shop", "notes/notes")) {
                    String event = event(body, workload);
                    if (!event.isEmpty()) {
                        stories.computeIfAbsent(workload, any -> new ArrayList<>())
                                .add(event);
                    }
                }
            }
        }
        return stories;
    }

    /** The line after a problem's headline names its workload and says what is new about it. */
    private static String event(String body, String workload) {
        String text = body.replace("\\n", "\n");
        String headline = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("Deployment " + workload + " · CrashLoopBackOff")) {
                return headline.contains("resolved:")
                        ? "resolved"
                        : line.matches(".*(still broken|got worse).*") ? "" : "new";
            }
            headline = line;
        }
        return "";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
