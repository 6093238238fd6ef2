package dev.midwatch.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.http.Bodies;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.http.ProblemAnswers;
import dev.midwatch.dashboard.http.WebServer;
import dev.midwatch.dashboard.http.Wire;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodyLimitsTest {
    private static final String KEY = "Authorization: Bearer key-of-ci-0123456789";
    private static final String LARGE = "x".repeat(1 << 20);

    private Javalin app;

    @BeforeEach
    void start() {
        HttpSettings http = HttpSettings.loopback("api", 0);
        ApiKey key = new ApiKey("ci", "key-of-ci-0123456789", Level.OPERATOR);
        app = new WebServer(http, new ProblemAnswers())
                .create(config -> {
                    new ApiKeys(List.of(key), http, fact -> {}).install(config);
                    config.routes.post(
                            "/usual", ctx -> ctx.result("" + ctx.body().length()), Needs.VIEWER);
                    config.routes.post(
                            "/large", ctx -> ctx.result("" + ctx.body().length()), Needs.VIEWER, Bodies.LARGE);
                })
                .start();
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    @Test
    void takesSixtyFourKilobytesAndMoreOnlyWhereItIsNeeded() throws Exception {
        assertThat(Wire.post(app.port(), "/usual", "x".repeat(64 << 10), KEY).body())
                .isEqualTo("65536");
        assertThat(Wire.post(app.port(), "/usual", "x".repeat((64 << 10) + 1), KEY)
                        .status())
                .isEqualTo(413);
        assertThat(Wire.post(app.port(), "/large", LARGE, KEY).body()).isEqualTo("1048576");
        String chunked = "POST /usual HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + KEY
                + "\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n";
        assertThat(Wire.send(app.port(), chunked).status()).isEqualTo(411);
        assertThat(Wire.send(app.port(), chunked.replace("/usual", "/large")).body())
                .isEqualTo("1");
    }

    @Test
    void hasTwoLargeOnesInHandAndTellsTheThirdWhenToComeBack() throws Exception {
        try (Socket one = begin("/large", KEY);
                Socket other = begin("/large", KEY)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> large().status() == 503);
            assertThat(large().header("Retry-After")).isEqualTo("1");
            assertThat(Wire.post(app.port(), "/large", "small", KEY).status()).isEqualTo(200);
            assertThat(one.isConnected() && other.isConnected()).isTrue();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> large().status() == 200);
    }

    @Test
    void letsNoStrangerKeepLargeOnesOut() throws Exception {
        try (Socket one = begin("/large", "X-Nothing: 1");
                Socket other = begin("/large", "X-Nothing: 1")) {
            assertThat(one.getInputStream().read()).isEqualTo('H');
            assertThat(other.getInputStream().read()).isEqualTo('H');
            assertThat(large().status()).isEqualTo(200);
        }
    }

    private Wire.Answer large() throws IOException {
        return Wire.post(app.port(), "/large", LARGE, KEY);
    }

    /** Sends half of it. */
    private Socket begin(String path, String header) throws IOException {
        Socket socket = new Socket("127.0.0.1", app.port());
        socket.setSoTimeout(10_000);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\nContent-Length: "
                + LARGE.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + "x".repeat(100_000)).getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    @Test
    void takesNoFormApartThatHasMoreFieldsThanAnyOfOurs(@TempDir Path home) throws Exception {
        try (TestDashboard dashboard = new TestDashboard(TestDashboard.settings(home, TestDashboard.PASSWORD))) {
            String cookie = dashboard.cookie(TestDashboard.PASSWORD);
            String csrf = "_csrf=" + dashboard.token(cookie);
            assertThat(Wire.post(dashboard.port(), "/act", csrf + "&a=b".repeat(999), cookie)
                            .status())
                    .isEqualTo(200);
            assertThat(Wire.post(dashboard.port(), "/act", csrf + "&a=b".repeat(1_000), cookie)
                            .status())
                    .isEqualTo(413);
            assertThat(Wire.post(dashboard.port(), "/sign-in", "username=mia" + "&a".repeat(1_000))
                            .status())
                    .isEqualTo(413);
        }
    }
}
