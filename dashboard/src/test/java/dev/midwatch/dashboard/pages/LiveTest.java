package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.view.Changes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int A_LOT = 2 << 20;

    private final AtomicInteger drawn = new AtomicInteger();
    private final AtomicInteger state = new AtomicInteger();
    private final List<String> order = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private LiveStage stage;

    @BeforeEach
    void start(@TempDir Path directory) {
        Part small = new Part("small", Set.of(Changes.Topic.FINDINGS), (argument, level) -> {
            drawn.incrementAndGet();
            order.add(argument);
            pass();
            return "<p>" + argument + " " + state.get() + "</p>\n<p>" + level + "</p>";
        });
        Part large =
                new Part("large", Set.of(Changes.Topic.RUNS), (argument, level) -> state.get() + "x".repeat(A_LOT));
        stage = new LiveStage(
                directory,
                List.of(small, large),
                new Live.Pace(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofMillis(400)));
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void sendsAPartAtOnceAndAgainWhenItChanges() throws Exception {
        try (Socket socket = stage.open("small=web");
                BufferedReader in = reader(socket)) {
            assertThat(event(in)).isEqualTo("event: small\ndata: <p>web 0</p>\ndata: <p>APPROVER</p>");
            state.set(1);
            stage.change(Changes.Topic.FINDINGS);
            assertThat(event(in)).contains("web 1");
        }
    }

    @Test
    void drawsOnceForAllWhoLookAtTheSame() throws Exception {
        List<Socket> sockets = List.of(stage.open("small=web"), stage.open("small=web"), stage.open("small=web"));
        for (Socket socket : sockets) {
            assertThat(event(reader(socket))).contains("web 0");
        }
        int before = drawn.get();
        state.set(1);
        stage.change(Changes.Topic.FINDINGS);
        for (Socket socket : sockets) {
            assertThat(event(reader(socket))).contains("web 1");
            socket.close();
        }
        assertThat(drawn.get()).isEqualTo(before + 1);
    }

    @Test
    void sendsNothingWhenThePartLooksTheSame() throws Exception {
        try (Socket socket = stage.open("small=web");
                BufferedReader in = reader(socket)) {
            assertThat(event(in)).contains("web 0");
            int before = drawn.get();
            stage.change(Changes.Topic.FINDINGS);
            await().atMost(LIMIT).until(() -> drawn.get() > before);
            state.set(7);
            stage.change(Changes.Topic.FINDINGS);
            assertThat(event(in)).contains("web 7");
        }
    }

    @Test
    void letsNobodyFeelAClientThatReadsNothingAndDropsIt() throws Exception {
        try (Socket stalled = stage.open("large=");
                Socket reading = stage.open("small=web");
                BufferedReader in = reader(reading)) {
            event(in);
            await().atMost(LIMIT).until(() -> stage.live.viewers() == 2);
            for (int n = 1; n <= 20; n++) {
                state.set(n);
                stage.change(Changes.Topic.RUNS);
                stage.change(Changes.Topic.FINDINGS);
                assertThat(event(in)).contains("web " + n);
            }
            await().atMost(LIMIT).until(() -> stage.live.viewers() == 1);
            await().atMost(LIMIT).until(() -> stage.connections() == 1);
            assertThat(stalled.isClosed()).isFalse();
            state.set(99);
            stage.change(Changes.Topic.FINDINGS);
            assertThat(event(in)).contains("web 99");
        }
    }

    @Test
    void forgetsAClientThatIsGone() throws Exception {
        Socket socket = stage.open("small=web");
        event(reader(socket));
        assertThat(stage.live.viewers()).isEqualTo(1);
        socket.setSoLinger(true, 0);
        socket.close();
        await().atMost(LIMIT).until(() -> stage.live.viewers() == 0);
    }

    @Test
    void endsWithTheSession() throws Exception {
        try (Socket socket = stage.open("small=web");
                BufferedReader in = reader(socket)) {
            event(in);
            stage.signedIn.set(false);
            await().atMost(LIMIT).until(() -> stage.live.viewers() == 0);
            String rest = in.lines().takeWhile(line -> !line.equals("0")).reduce("", String::concat);
            assertThat(rest).doesNotContain("event:");
            assertThat(in.readLine()).isEmpty();
        }
    }

    @Test
    void knowsNoPartThatNoPageHas() throws Exception {
        try (Socket socket = stage.open("other=1");
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(in.readLine()).contains(" 400 ");
        }
    }

    @Test
    void refusesMoreDifferentThingsThanAVisitorMayDelayOthersWith() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int n = 0; n < Seats.MOST_SHOWN_OPEN; n++) {
            sockets.add(stage.open("small=" + n));
        }
        await().atMost(LIMIT).until(() -> stage.live.viewers() == Seats.MOST_SHOWN_OPEN);
        try (Socket socket = stage.open("small=more")) {
            List<String> head =
                    reader(socket).lines().takeWhile(line -> !line.isEmpty()).toList();
            assertThat(head.get(0)).contains(" 429 ");
            assertThat(head).contains("Retry-After: 30");
        }
        try (Socket socket = stage.open("small=" + "x".repeat(501))) {
            assertThat(reader(socket).readLine()).contains(" 400 ");
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void drawsWhatManySeeFirstAndOnceForAllWhoWaitForIt() throws Exception {
        gate = new CountDownLatch(1);
        List<Socket> sockets = new ArrayList<>(List.of(stage.open("small=first")));
        await().atMost(LIMIT).until(() -> order.equals(List.of("first")));
        for (int n = 0; n < 30; n++) {
            sockets.add(stage.open("small=" + (n % 3 == 0 ? "" : "web" + n % 3)));
        }
        await().atMost(LIMIT).until(() -> stage.live.viewers() == 31);
        gate.countDown();
        for (Socket socket : sockets) {
            event(reader(socket));
        }
        assertThat(order).hasSize(4).doesNotHaveDuplicates();
        order.clear();
        state.set(1);
        stage.change(Changes.Topic.FINDINGS);
        await().atMost(LIMIT).until(() -> order.size() == 4);
        assertThat(order.get(0)).isEmpty();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void pass() {
        try {
            if (!gate.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test has hung");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The next one, without signs of life and without what frames it. */
    private static String event(BufferedReader in) throws IOException {
        StringBuilder event = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("event: ") || line.startsWith("data: ")) {
                event.append(event.length() == 0 ? "" : "\n").append(line);
            } else if (line.isEmpty() && event.length() > 0) {
                return event.toString();
            }
        }
        throw new IOException("the stream ended");
    }
}
