package dev.midwatch.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.http.Limits;
import dev.midwatch.dashboard.http.ProblemAnswers;
import dev.midwatch.dashboard.http.TrustedProxies;
import dev.midwatch.dashboard.http.WebServer;
import dev.midwatch.dashboard.http.Wire;
import io.javalin.Javalin;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final List<ApiKey> KEYS = List.of(
            new ApiKey("ci", "key-of-ci-0123456789", Level.OPERATOR),
            new ApiKey("eyes", "key-of-eyes-0123456789", Level.VIEWER));

    private final List<SignInJournal.Fact> facts = new CopyOnWriteArrayList<>();
    private Javalin app;

    private int start(List<ApiKey> keys) {
        HttpSettings http = HttpSettings.loopback("api", 0);
        app = new WebServer(http, new ProblemAnswers())
                .create(config -> {
                    new ApiKeys(keys, http, facts::add).install(config);
                    config.routes.get(
                            "/data",
                            ctx -> ctx.result("data of " + Visitor.of(ctx).who()),
                            Needs.VIEWER);
                    config.routes.post("/act", ctx -> ctx.result("data acted"), Needs.OPERATOR);
                    config.routes.get("/health", ctx -> ctx.result("well"), Needs.NOTHING);
                })
                .start();
        return app.port();
    }

    @AfterEach
    void stop() {
        if (app != null) {
            app.stop();
        }
    }

    @Test
    void knowsProgramsByTheirKeysAndHoldsThemToTheirLevels() throws Exception {
        int port = start(KEYS);
        String ci = "Authorization: Bearer key-of-ci-0123456789";
        String eyes = "authorization: bearer key-of-eyes-0123456789";
        assertThat(Wire.get(port, "/data", ci).body()).isEqualTo("data of ci");
        assertThat(Wire.get(port, "/data", eyes).body()).isEqualTo("data of eyes");
        assertThat(Wire.post(port, "/act", "", ci).status()).isEqualTo(200);
        Wire.Answer refused = Wire.post(port, "/act", "", eyes);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("This takes the level operator; yours is viewer.");
        assertThat(Wire.get(port, "/health").status()).isEqualTo(200);
    }

    @Test
    void refusesWhoHasNoKey() throws Exception {
        int port = start(KEYS);
        for (String header : List.of(
                "X-Nothing: 1",
                "Authorization: Bearer",
                "Authorization: Bearer ",
                "Authorization: Bearer key-of-ci-012345678",
                "Authorization: Bearer key-of-ci-0123456789x",
                "Authorization: Basic a2V5",
                "Authorization: key-of-ci-0123456789",
                "Cookie: midwatch=x")) {
            Wire.Answer answer = Wire.get(port, "/data", header);
            assertThat(answer.status()).as(header).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.body()).doesNotContain("data of");
        }
    }

    @Test
    void limitsWhoGuessesAndNotWhoKnows() throws Exception {
        int port = start(KEYS);
        int limited = 0;
        for (int guess = 0; guess < 70; guess++) {
            limited += Wire.get(port, "/data", "Authorization: Bearer " + guess).status() == 429 ? 1 : 0;
        }
        assertThat(limited).isBetween(5, 10);
        assertThat(Wire.get(port, "/data", "Authorization: Bearer key-of-ci-0123456789")
                        .status())
                .isEqualTo(200);
        assertThat(facts)
                .filteredOn(fact -> fact.event() == SignInJournal.Event.LIMITED)
                .hasSize(1);
    }

    @Test
    void answersThisMachineWithoutKeysButNoPageInItsBrowser() throws Exception {
        int port = start(List.of());
        assertThat(Wire.get(port, "/data").body()).isEqualTo("data of this machine");
        assertThat(Wire.post(port, "/act", "").status()).isEqualTo(200);
        assertThat(Wire.get(port, "/data", "Host: evil.example").status()).isEqualTo(403);
        assertThat(Wire.post(port, "/act", "", "Origin: https://evil.example").status())
                .isEqualTo(403);
        assertThat(Wire.post(port, "/act", "", "Sec-Fetch-Site: cross-site").status())
                .isEqualTo(403);
        assertThat(Wire.post(port, "/act", "", "Origin: null").status()).isEqualTo(403);
    }

    @Test
    void refusesToStandOpenWhereOthersReachIt() {
        HttpSettings everywhere = new HttpSettings("x", "::", 0, TrustedProxies.none(), Limits.defaults());
        assertThatThrownBy(() -> new ApiKeys(List.of(), everywhere, facts::add))
                .isInstanceOf(OpenToStrangers.class)
                .hasMessageContaining("API_SERVER_KEY");
    }

    @Test
    void refusesKeysThatCannotBeToldApart() {
        ApiKey one = new ApiKey("a", "secret", Level.VIEWER);
        for (ApiKey other : List.of(new ApiKey("b", "secret", Level.VIEWER), new ApiKey("a", "other", Level.VIEWER))) {
            assertThatThrownBy(() -> new ApiKeys(List.of(one, other), HttpSettings.loopback("x", 0), facts::add))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(one.toString()).doesNotContain("secret");
    }
}
