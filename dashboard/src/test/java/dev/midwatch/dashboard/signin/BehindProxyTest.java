package dev.midwatch.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.dashboard.http.Wire;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BehindProxyTest {
    private static final String PROXY = "127.0.0.2";
    private static final String TLS = "X-Forwarded-Proto: https";
    private static final String FORM = "username=mia&password=correct+horse";

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
    void givesCookiesThatNeverTravelInTheOpen() throws Exception {
        Wire.Answer answer =
                Wire.postFrom(PROXY, dashboard.port(), "/sign-in", FORM, TLS, "X-Forwarded-For: 203.0.113.9");
        assertThat(answer.header("Set-Cookie").split("\n"))
                .hasSize(2)
                .allSatisfy(cookie ->
                        assertThat(cookie).startsWith("__Host-midwatch").contains("; Secure", "; Path=/"));
        assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
        assertThat(dashboard.facts)
                .singleElement()
                .satisfies(fact -> assertThat(fact.address()).isEqualTo("203.0.113.9"));
        String cookie = TestDashboard.cookieOf(answer, "__Host-midwatch");
        assertThat(Wire.getFrom(PROXY, dashboard.port(), "/", TLS, "Cookie: " + cookie)
                        .status())
                .isEqualTo(200);
        assertThat(Wire.getFrom(PROXY, dashboard.port(), "/", TLS, "Cookie: " + cookie.replace("__Host-", ""))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void countsTriesByTheClientBehindTheProxy() throws Exception {
        for (int guess = 0; guess < 6; guess++) {
            Wire.postFrom(
                    PROXY, dashboard.port(), "/sign-in", "username=mia&password=x", "X-Forwarded-For: 203.0.113.9");
        }
        assertThat(Wire.postFrom(PROXY, dashboard.port(), "/sign-in", FORM, "X-Forwarded-For: 203.0.113.9")
                        .status())
                .isEqualTo(429);
        assertThat(Wire.postFrom(PROXY, dashboard.port(), "/sign-in", FORM, "X-Forwarded-For: 203.0.113.10")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void letsNobodyEscapeTheCountByMakingUpAddresses() throws Exception {
        int limited = 0;
        for (int guess = 0; guess < 8; guess++) {
            limited += dashboard
                                    .signIn("mia", "x", "X-Forwarded-For: 203.0.113." + guess)
                                    .status()
                            == 429
                    ? 1
                    : 0;
            limited += Wire.postFrom(
                                            PROXY,
                                            dashboard.port(),
                                            "/sign-in",
                                            "username=mia&password=x",
                                            "X-Forwarded-For: 203.0.113." + guess + ", 198.51.100.7")
                                    .status()
                            == 429
                    ? 1
                    : 0;
        }
        assertThat(limited).isEqualTo(6);
    }
}
