package dev.midwatch.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.dashboard.http.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttackTest {
    private static final int REQUESTS = Integer.getInteger("midwatch.test.malformed", 2_000);
    private static final int CLIENTS = 8;
    private static final long GIGABYTE = 1L << 30;

    @TempDir
    Path home;

    private TestDashboard dashboard;

    @BeforeEach
    void start() {
        dashboard = new TestDashboard(TestDashboard.settings(home, TestDashboard.PASSWORD));
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    @Test
    void answersMalformedRequestsWithoutAFaultAndWithoutData() throws Exception {
        String cookie = dashboard.cookie(TestDashboard.PASSWORD);
        attack("X-Nothing: 1", (request, answer) -> {
            assertThat(answer.body()).as(request).doesNotContain("data of", "data x");
            assertThat(answer.header("Set-Cookie")).as(request).doesNotContain("midwatch=");
        });
        assertThat(Wire.get(dashboard.port(), "/", cookie).status()).isEqualTo(200);
    }

    @Test
    void answersMalformedRequestsOfSomebodySignedInWithoutAFault() throws Exception {
        String cookie = dashboard.cookie(TestDashboard.PASSWORD);
        String token = "X-CSRF-Token: " + dashboard.token(cookie);
        attack(cookie, (request, answer) -> assertThat(request).isNotNull());
        attack(cookie + "\r\n" + token, (request, answer) -> assertThat(request).isNotNull());
        assertThat(Wire.get(dashboard.port(), "/", cookie).status()).isEqualTo(200);
    }

    private void attack(String always, BiConsumer<String, Wire.Answer> also) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Integer>> answered = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                answered.add(clients.submit(malformed(new MalformedRequests(client, always), also)));
            }
            int answers = 0;
            for (Future<Integer> one : answered) {
                answers += one.get();
            }
            assertThat(answers).isGreaterThan(REQUESTS / 2);
        } finally {
            clients.shutdownNow();
        }
    }

    private Callable<Integer> malformed(MalformedRequests requests, BiConsumer<String, Wire.Answer> also) {
        return () -> {
            int answers = 0;
            for (int one = 0; one < REQUESTS / CLIENTS; one++) {
                byte[] bytes = requests.next();
                String request = new String(bytes, StandardCharsets.ISO_8859_1);
                Wire.Answer answer = answer(bytes, request);
                answers += answer.status() == 0 ? 0 : 1;
                inspect(request, answer);
                also.accept(request, answer);
            }
            return answers;
        };
    }

    private Wire.Answer answer(byte[] bytes, String request) throws IOException {
        try {
            return Wire.send(dashboard.port(), bytes, Duration.ofSeconds(10));
        } catch (SocketTimeoutException neverEnded) {
            throw new AssertionError("no end within ten seconds of the answer to\n" + request, neverEnded);
        }
    }

    private static void inspect(String request, Wire.Answer answer) {
        assertThat(answer.status())
                .as(request)
                .isIn(
                        0, 100, 200, 303, 400, 401, 403, 404, 405, 406, 408, 411, 413, 414, 415, 417, 422, 426, 429,
                        431, 501, 505);
        assertThat(answer.body()).as(request).doesNotContain("Exception", "\tat ");
        if (answer.status() > 100) {
            assertThat(answer.headers())
                    .as(request)
                    .containsKey("Content-Security-Policy")
                    .doesNotContainKey("Server");
            assertThat(answer.header("Set-Cookie")).as(request).doesNotContain("b=c");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/item/x",
                "//item/x",
                "/item//x",
                "/./item/x",
                "/a/../item/x",
                "/%2e%2e/item/x",
                "/%2e/item/x",
                "/..;/item/x",
                "/;/item/x",
                "/;x/item/x",
                "/item;x/x",
                "/item/x;x",
                "/sign-in/../item/x",
                "/sign-in/..;/item/x",
                "/sign-in/%2e%2e/item/x",
                "/sign-in%2f..%2fitem/x",
                "/assets/../item/x",
                "/assets/..%2fitem%2fx",
                "/assets/%2e%2e%2fitem%2fx",
                "/assets/%5c..%5citem",
                "/ITEM/x",
                "/item/x/",
                "/item/x%00",
                "/item/x%0d%0aX:%20y",
                "/item/x?/sign-in",
                "/item/x#/sign-in",
                "/%69tem/x",
                "/item%2fx",
                "/assets/dev/midwatch/dashboard/http/Assets.class",
                "/META-INF/MANIFEST.MF",
                "/WEB-INF/web.xml",
                "/.git/config"
            })
    void givesNoDataAwayOverAPathThatOnlyLooksOpen(String path) throws Exception {
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "FOO")) {
            Wire.Answer answer = Wire.send(
                    dashboard.port(),
                    method + " " + path
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            assertThat(answer.status()).as(method).isIn(400, 401, 403, 404, 405, 501);
            assertThat(answer.body()).doesNotContain("data", "root:", "[core]", "Manifest-Version");
            assertThat(answer.headers()).doesNotContainKey("X").containsKey("Content-Security-Policy");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/act", "/item/x", "/nothing"})
    void hangsUpOnAGigabyteOfBodySoon(String path) throws Exception {
        System.gc();
        long before = used();
        String head =
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        assertThat(stream(head + "Content-Length: " + GIGABYTE + "\r\n\r\n", false))
                .isLessThan(GIGABYTE / 50);
        assertThat(stream(head + "Transfer-Encoding: chunked\r\n\r\n", true)).isLessThan(GIGABYTE / 50);
        System.gc();
        assertThat(used() - before).isLessThan(16 << 20);
    }

    /** How much of a gigabyte it took. */
    private long stream(String head, boolean chunked) throws IOException {
        byte[] piece = ("a=" + "x".repeat(65_534)).getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket("127.0.0.1", dashboard.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            long sent = 0;
            try {
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                while (sent < GIGABYTE) {
                    if (chunked) {
                        out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                    out.write(piece);
                    if (chunked) {
                        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                    sent += piece.length;
                }
            } catch (SocketException hungUp) {
                return sent;
            }
            try (InputStream in = socket.getInputStream()) {
                in.readAllBytes();
            }
            return sent;
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
