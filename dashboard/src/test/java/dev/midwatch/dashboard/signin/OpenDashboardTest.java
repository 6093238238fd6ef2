package dev.midwatch.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.dashboard.http.Wire;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenDashboardTest {
    @TempDir
    Path home;

    private TestDashboard dashboard;

    @BeforeEach
    void start() {
        dashboard = new TestDashboard(TestDashboard.open(home));
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9119", "127.0.0.1:9119", "127.8.7.6", "[::1]:9119"})
    void answersThisMachineWithoutASignIn(String host) throws Exception {
        Wire.Answer answer = Wire.get(dashboard.port(), "/", "Host: " + host);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("data of this machine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.0.0.1",
                "[::2]",
                "127.0.0.1@evil.example",
                "2130706433",
                "0.0.0.0",
                ""
            })
    void answersNoOtherNameThatLeadsHere(String host) throws Exception {
        for (String path : new String[] {"/", "/sign-in", "/nothing"}) {
            Wire.Answer answer = Wire.get(dashboard.port(), path, "Host: " + host);
            assertThat(answer.status()).isIn(400, 403);
            assertThat(answer.body()).doesNotContain("data of");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.9", "Via: 1.1 proxy"})
    void answersNothingThatAProxyPassesOn(String header) throws Exception {
        assertThat(Wire.get(dashboard.port(), "/", header).status()).isEqualTo(403);
    }

    @Test
    void answersNoPageOfAnotherSite() throws Exception {
        assertThat(Wire.get(dashboard.port(), "/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors")
                        .status())
                .isEqualTo(403);
        assertThat(Wire.get(dashboard.port(), "/", "Origin: https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(Wire.get(dashboard.port(), "/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate")
                        .status())
                .isEqualTo(200);
        String form = "_csrf=" + dashboard.token("X-Nothing: 1");
        assertThat(Wire.post(dashboard.port(), "/act", form).status()).isEqualTo(200);
        assertThat(Wire.post(dashboard.port(), "/act", "").status()).isEqualTo(403);
        assertThat(Wire.post(dashboard.port(), "/act", form, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void leadsFromTheSignInPageToTheOverview() throws Exception {
        Wire.Answer answer = Wire.get(dashboard.port(), "/sign-in");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/");
    }
}
