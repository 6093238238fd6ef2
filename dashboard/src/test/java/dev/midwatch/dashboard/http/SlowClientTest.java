package dev.midwatch.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.dashboard.signin.Needs;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowClientTest {
    private static final int ATTACKERS = 300;
    private static final byte[] LARGE = new byte[16 << 20];

    private final ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();
    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger large = new AtomicInteger();
    private volatile byte[] piece = {'x'};
    private Javalin app;

    @BeforeEach
    void start() {
        Limits limits = new Limits(1 << 20, 16 << 10, 1_000, 8, Duration.ofSeconds(2), Duration.ofSeconds(1), 1_000);
        app = new WebServer(
                        new HttpSettings("slow", "127.0.0.1", 0, TrustedProxies.none(), limits), new ProblemAnswers())
                .create(config -> {
                    config.routes.get("/", ctx -> ctx.result("well"), Needs.NOTHING);
                    config.routes.get("/large", this::large, Needs.NOTHING);
                    config.routes.post(
                            "/read", ctx -> ctx.result("read " + ctx.body().length()), Needs.NOTHING);
                })
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        trickle.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
        app.stop();
    }

    @Test
    void hangsUpOnHeadersThatTrickleAndAnswersOthersMeanwhile() throws Exception {
        trickle("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", ATTACKERS);
        assertThat(Wire.get(app.port(), "/").body()).isEqualTo("well");
        await().atMost(Duration.ofSeconds(8)).until(this::allHungUp);
        assertThat(Wire.get(app.port(), "/").body()).isEqualTo("well");
    }

    @Test
    void hangsUpOnTheSecondRequestOfAConnectionAsWell() throws Exception {
        trickle("GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: local", 5);
        await().atMost(Duration.ofSeconds(8)).until(this::allHungUp);
    }

    @Test
    void hangsUpOnBodiesThatTrickleAndAnswersOthersMeanwhile() throws Exception {
        trickle("POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n", 50);
        await().atMost(Duration.ofSeconds(10)).until(this::allHungUp);
        assertThat(Wire.get(app.port(), "/").body()).isEqualTo("well");
    }

    @Test
    void holdsNoThreadForBodiesThatAreOnTheirWay() throws Exception {
        piece = new byte[300];
        trickle("POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 15000\r\n\r\n", 60);
        await().atMost(Duration.ofSeconds(20)).until(() -> rounds.get() >= 5);
        long before = System.nanoTime();
        assertThat(Wire.get(app.port(), "/").body()).isEqualTo("well");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void leavesThreadsForOthersWhenAClientTakesNoAnswer() throws Exception {
        for (int one = 0; one < 30; one++) {
            Socket socket = new Socket("127.0.0.1", app.port());
            socket.getOutputStream()
                    .write("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> large.get() >= 2);
        long before = System.nanoTime();
        assertThat(Wire.getFrom("127.0.0.3", app.port(), "/").body()).isEqualTo("well");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void takesABodyThatComesInPiecesAndNotTooSlowly() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", app.port())) {
            byte[] head = "POST /read HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 40000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(head);
            for (int one = 0; one < 10; one++) {
                trickle.schedule(() -> null, 100, TimeUnit.MILLISECONDS).get();
                socket.getOutputStream().write(new byte[4_000]);
            }
            assertThat(Wire.parse(Wire.readAll(socket.getInputStream())).body()).isEqualTo("read 40000");
        }
    }

    @Test
    void hangsUpOnWhoSaysNothing() throws Exception {
        sockets.add(new Socket("127.0.0.1", app.port()));
        await().atMost(Duration.ofSeconds(8)).until(this::allHungUp);
    }

    @Test
    void leavesAClientThatIsOnlyBetweenRequestsInPeace() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", app.port())) {
            byte[] request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            for (int again = 0; again < 4; again++) {
                socket.getOutputStream().write(request);
                byte[] answer = new byte[4_096];
                int read = socket.getInputStream().read(answer);
                assertThat(new String(answer, 0, read, StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 200");
                trickle.schedule(() -> null, 700, TimeUnit.MILLISECONDS).get();
            }
        }
    }

    private void large(Context ctx) {
        large.incrementAndGet();
        ctx.result(LARGE);
    }

    private void trickle(String head, int clients) throws IOException {
        for (int one = 0; one < clients; one++) {
            Socket socket = new Socket("127.0.0.1", app.port());
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        trickle.scheduleAtFixedRate(this::nextRound, 200, 200, TimeUnit.MILLISECONDS);
    }

    private void nextRound() {
        sockets.forEach(this::more);
        rounds.incrementAndGet();
    }

    private void more(Socket socket) {
        try {
            socket.getOutputStream().write(piece);
        } catch (IOException hungUp) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    private boolean allHungUp() {
        return sockets.stream().allMatch(SlowClientTest::isHungUp);
    }

    private static boolean isHungUp(Socket socket) {
        try {
            socket.setSoTimeout(1);
            byte[] rest = new byte[65_536];
            int read = socket.getInputStream().read(rest);
            while (read > 0) {
                read = socket.getInputStream().read(rest);
            }
            return read < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException reset) {
            return true;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
