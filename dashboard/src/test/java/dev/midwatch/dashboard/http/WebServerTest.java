package dev.midwatch.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebServerTest {
    static final Assets ASSETS = new Assets(List.of("signin/midwatch.css", Assets.HTMX, Assets.HTMX_SSE));

    private final Javalin dashboard = new WebServer(
                    HttpSettings.loopback("dashboard", 0), new HtmlAnswers(Templates.precompiled(), ASSETS))
            .create(WebServerTest::routes);
    private final Javalin api =
            new WebServer(HttpSettings.loopback("api", 0), new ProblemAnswers()).create(WebServerTest::routes);

    private static void routes(JavalinConfig config) {
        ASSETS.serve(config, dev.midwatch.dashboard.signin.Needs.NOTHING);
        config.routes.get("/", ctx -> ctx.html("overview"));
        config.routes.get("/breaks", ctx -> {
            throw new IllegalStateException("a secret of the inside");
        });
        config.routes.get("/overflows", ctx -> {
            throw new StackOverflowError();
        });
        config.routes.get("/away", ctx -> ctx.redirect("/"));
        config.routes.get("/whoami", ctx -> ctx.result(ctx.ip() + " " + ctx.scheme()));
        config.routes.get("/named/{name}", ctx -> ctx.result(ctx.pathParam("name")));
        config.routes.post("/read", ctx -> ctx.result(String.valueOf(ctx.body().length())));
        config.routes.post("/breaks-off", ctx -> {
            ctx.res().setContentLength(100);
            ctx.res().getOutputStream().write(new byte[20]);
            ctx.res().flushBuffer();
        });
        config.routes.post("/form", ctx -> ctx.result(String.valueOf(ctx.formParam("a"))));
        config.routes.post("/stream", ctx -> {
            try (InputStream in = ctx.bodyInputStream()) {
                ctx.result(String.valueOf(in.readAllBytes().length));
            }
        });
    }

    @BeforeAll
    void start() {
        dashboard.start();
        api.start();
    }

    @AfterAll
    void stop() {
        dashboard.stop();
        api.stop();
    }

    @Test
    void startsWithoutTheJarThatLooksForAnnotations() {
        assertThat(WebServerTest.class.getClassLoader().getResource("org/eclipse/jetty/ee10/annotations"))
                .isNull();
        assertThat(dashboard.port()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/nothing", "/away", "/breaks", "/overflows", "/a%2Fb", "/%2e%2e/x", "/?a=%zz", "/named/%ff"
            })
    void putsTheSecurityHeadersOnEveryAnswer(String path) throws Exception {
        for (int port : new int[] {dashboard.port(), api.port()}) {
            Wire.Answer answer = Wire.get(port, path);
            assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self';");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Permissions-Policy")).contains("camera=()");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.headers()).doesNotContainKeys("Server", "X-Powered-By", "Strict-Transport-Security");
        }
    }

    @Test
    void answersAnUnexpectedFaultWithAnIdAndNoDetails() throws Exception {
        Wire.Answer page = Wire.get(dashboard.port(), "/breaks");
        assertThat(page.status()).isEqualTo(500);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).doesNotContain("secret", "IllegalState").containsPattern("<code>[0-9a-f]{8}</code>");
        Wire.Answer problem = Wire.get(api.port(), "/breaks");
        assertThat(problem.header("Content-Type")).startsWith("application/problem+json");
        assertThat(problem.body())
                .doesNotContain("secret", "IllegalState")
                .containsPattern("\"id\":\"[0-9a-f]{8}\"")
                .contains("\"status\":500");
    }

    @Test
    void answersAnErrorOfTheMachineAlike() throws Exception {
        Wire.Answer problem = Wire.get(api.port(), "/overflows");
        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.header("Content-Type")).startsWith("application/problem+json");
        assertThat(problem.body()).containsPattern("\"id\":\"[0-9a-f]{8}\"").doesNotContain("StackOverflow");
    }

    @Test
    void tellsWhatIsNotThereFromWhatIsAskedForWrongly() throws Exception {
        assertThat(Wire.get(api.port(), "/nothing").status()).isEqualTo(404);
        Wire.Answer wrong = Wire.get(api.port(), "/read");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("Allow")).isEqualTo("POST");
        assertThat(wrong.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void servesAssetsUnderTheirHashForEverAndPacked() throws Exception {
        String url = ASSETS.url("htmx.min.js");
        Wire.Answer packed = Wire.get(dashboard.port(), url, "Accept-Encoding: gzip");
        assertThat(url).matches("/assets/htmx\\.min\\.[0-9a-f]{16}\\.js");
        assertThat(packed.status()).isEqualTo(200);
        assertThat(packed.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.header("Content-Type")).startsWith("text/javascript");
        assertThat(packed.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(packed.body().length()).isLessThan(18_000);
        Wire.Answer plain = Wire.get(dashboard.port(), url);
        assertThat(plain.body()).hasSize(51_238).startsWith("var htmx=");
        assertThat(Wire.get(dashboard.port(), "/assets/htmx.min.js").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/read", "/stream", "/form"})
    void refusesABodyThatIsTooLarge(String path) throws Exception {
        String text = "x".repeat((1 << 20) + 1);
        assertThat(Wire.post(api.port(), path, text).status()).isEqualTo(413);
        assertThat(Wire.post(api.port(), path, text.substring(2)).status()).isEqualTo(200);
        String chunked = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "180000\r\n" + "x".repeat(0x180000) + "\r\n0\r\n\r\n";
        assertThat(Wire.send(api.port(), chunked).status()).isEqualTo(413);
    }

    @Test
    void aClientThatIsStillSendingTooMuchHearsThatItIsTooMuch() throws Exception {
        HttpRequest large = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/read"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[3 << 20]))
                .build();
        for (int time = 0; time < 20; time++) {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(large, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("\"status\":413");
        }
    }

    @Test
    void hangsUpOnABodyThatNobodyCouldMean() throws Exception {
        String head = "POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + (1L << 40) + "\r\n\r\n";
        assertThat(Wire.send(api.port(), head).status()).isEqualTo(413);
    }

    @Test
    void leavesNoConnectionOpenAfterWhoeverAsksForAWebSocketAndSendsABody() throws Exception {
        String asked = "GET / HTTP/1.1\r\nHost: localhost\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n"
                + "Content-Length: 5\r\n\r\nhello";
        Wire.Answer answer = Wire.send(api.port(), asked);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("\"status\":404");
        assertThat(answer.header("Content-Length"))
                .isEqualTo(String.valueOf(answer.body().length()));
    }

    @Test
    void tellsTheHeadOfAnErrorPageWithItsLengthAndNothingElse() throws Exception {
        String webSocket =
                " / HTTP/1.1\r\nHost: localhost\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n";
        Wire.Answer whole = Wire.send(api.port(), "GET" + webSocket);
        Wire.Answer head = Wire.send(api.port(), "HEAD" + webSocket);
        assertThat(head.status()).isEqualTo(404);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo(whole.header("Content-Length"));
    }

    @Test
    void hangsUpWhereAnAnswerBreaksOff() throws Exception {
        Wire.Answer answer =
                Wire.send(api.port(), "POST /breaks-off HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
        assertThat(answer.body()).hasSize(20);
    }

    @Test
    void refusesHeadersThatAreTooLarge() throws Exception {
        assertThat(Wire.get(api.port(), "/", "X-Long: " + "x".repeat(20_000)).status())
                .isEqualTo(431);
        assertThat(Wire.get(api.port(), "/" + "x".repeat(20_000)).status()).isEqualTo(414);
    }

    @Test
    void believesNoForwardingHeaderOfAStranger() throws Exception {
        assertThat(Wire.get(api.port(), "/whoami", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https")
                        .body())
                .isEqualTo("127.0.0.1 http");
    }

    @Test
    void takesClientAndSchemeFromAProxyItTrusts() throws Exception {
        HttpSettings behind = new HttpSettings(
                "proxied", "127.0.0.1", 0, TrustedProxies.parse(List.of("127.0.0.0/8")), Limits.defaults());
        Javalin proxied = new WebServer(behind, new ProblemAnswers()).create(WebServerTest::routes);
        proxied.start();
        try {
            Wire.Answer answer = Wire.get(
                    proxied.port(), "/whoami", "X-Forwarded-For: 1.1.1.1, 203.0.113.9", "X-Forwarded-Proto: https");
            assertThat(answer.body()).isEqualTo("203.0.113.9 https");
            assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
        } finally {
            proxied.stop();
        }
    }
}
